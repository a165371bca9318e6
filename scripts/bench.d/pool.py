"""Python's process pools at the work that scripts/bench gives Drover.

pool.py lines CHUNKSIZE         lines from stdin to stdout through Pool.imap_unordered
pool.py roundtrip WARM MEASURE  p50 and p99 in microseconds of ProcessPoolExecutor.submit().result()
pool.py submit COUNT            tasks a second by ProcessPoolExecutor.submit
pool.py imap COUNT CHUNKSIZE    ints a second through Pool.imap
"""
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def echo(value):
    return value


def lines(chunksize):
    out = sys.stdout.buffer
    with Pool(os.cpu_count()) as pool:
        for result in pool.imap_unordered(echo, sys.stdin.buffer, chunksize):
            out.write(result)
    out.flush()


def roundtrip(warm, measure):
    taken = []
    with ProcessPoolExecutor(1) as pool:
        for i in range(warm + measure):
            start = time.perf_counter_ns()
            result = pool.submit(echo, str(i)).result()
            took = time.perf_counter_ns() - start
            assert result == str(i)
            if i >= warm:
                taken.append(took)
    taken.sort()
    print("%.1f %.1f" % (taken[measure // 2] / 1e3, taken[int(measure * 0.99)] / 1e3))


def submit(count):
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        pool.submit(echo, 0).result()
        start = time.perf_counter()
        futures = [pool.submit(echo, i) for i in range(count)]
        assert all(future.result() == i for i, future in enumerate(futures))
        print("%.1f" % (count / (time.perf_counter() - start)))


def imap(count, chunksize):
    with Pool(os.cpu_count()) as pool:
        pool.apply(echo, (0,))
        start = time.perf_counter()
        assert all(result == i for i, result in enumerate(pool.imap(echo, range(count), chunksize)))
        print("%.1f" % (count / (time.perf_counter() - start)))


if __name__ == "__main__":
    {"lines": lines, "roundtrip": roundtrip, "submit": submit, "imap": imap}[sys.argv[1]](*map(int, sys.argv[2:]))
