package examples.scraper;

import com.sun.net.httpserver.HttpExchange;
import examples.web.TestServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An API with ten thousand users, each found through the repository of another: every fifth of the first has one, and its contributors
 * are the users that follow, on two pages. It is not always well.
 */
final class ApiServer extends TestServer {
    static final int USERS = 10_000;
    /** Contributors of a repository. */
    private static final int BRANCHES = 10;
    private static final int ON_A_PAGE = 6;
    private static final int REPOSITORIES = (USERS - 2) / BRANCHES + 1;
    /** One that never answers, and one that is never well; both have no repository. */
    static final String DEAD = "/users/u1111";
    static final String SICK = "/users/u1112";

    /** Has another repository, in which nothing is. */
    private static final int EMPTY = 11;

    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean perfect;

    ApiServer() throws IOException {}

    /** From now on all is well. */
    void recover() {
        perfect = true;
    }

    /**
     * What can be found from a user on.
     *
     * @param users how many, that one among them
     * @param repositories how many
     * @param contributions how many
     * @param pages on which that is
     */
    record Found(int users, int repositories, int contributions, int pages) {
        static Found from(int user) {
            Found found = new Found(1, 0, 0, 1);
            if (user < REPOSITORIES) {
                int direct = contributors(user);
                int empty = user == EMPTY ? 1 : 0;
                found = new Found(1, 1 + empty, direct + 1, 2 + (direct > ON_A_PAGE ? 2 : 1) + empty);
                for (int i = 1; i <= direct; i++) {
                    found = found.and(from(user * BRANCHES + i));
                }
            }
            return found;
        }

        private Found and(Found other) {
            return new Found(
                    users + other.users, repositories + other.repositories, contributions + other.contributions, pages + other.pages);
        }
    }

    private static int contributors(int owner) {
        return Math.min(BRANCHES, USERS - 1 - owner * BRANCHES);
    }

    @Override
    protected Answer answer(String path, int visit, HttpExchange exchange) throws InterruptedException {
        int hash = path.hashCode() & 0xffff;
        if (perfect) {
            return page(path);
        }
        if (path.equals(DEAD) || visit == 1 && hash % 3000 == 7) {
            return never();
        }
        if (path.equals(SICK) || visit == 1 && hash % 50 == 3) {
            return Answer.status(500);
        }
        if (requests.incrementAndGet() % 700 == 0) {
            return Answer.status(429).with("Retry-After", "1");
        }
        Answer page = page(path);
        if (visit == 1 && hash % 100 == 5) {
            return Answer.of("application/json", new String(page.body()).substring(0, page.body().length / 2));
        }
        return page;
    }

    private Answer page(String path) {
        if (path.matches("/users/u\\d+")) {
            return user(number(path));
        }
        if (path.matches("/users/u\\d+/repos")) {
            return repositories(number(path));
        }
        if (path.matches("/repos/u\\d+/r/contributors(\\?page=2)?")) {
            return contributors(number(path), path.endsWith("?page=2"));
        }
        return path.equals("/repos/u" + EMPTY + "/empty/contributors") ? Answer.nothing() : Answer.status(404);
    }

    private static int number(String path) {
        return Integer.parseInt(path.replaceFirst("^/\\w+/u(\\d+).*$", "$1"));
    }

    private Answer user(int number) {
        return json("{\"login\": \"u%d\", \"id\": %d, \"name\": \"User %d\", \"public_repos\": %d, \"repos_url\": \"%s/users/u%d/repos\"}"
                .formatted(number, number, number, number < REPOSITORIES ? 1 : 0, address(), number));
    }

    private Answer repositories(int number) {
        return json(Stream.of("r", "empty")
                .filter(name -> name.equals("r") || number == EMPTY)
                .map(name -> "{\"full_name\": \"u%d/%s\", \"owner\": {\"login\": \"u%d\"}, \"contributors_url\": \"%s/repos/u%d/%s/contributors\"}"
                        .formatted(number, name, number, address(), number, name))
                .collect(Collectors.joining(", ", "[", "]")));
    }

    private Answer contributors(int owner, boolean second) {
        int all = contributors(owner);
        // The owner is known already: users are found in circles.
        String list = IntStream.range(second ? ON_A_PAGE : 0, second ? all : Math.min(all, ON_A_PAGE))
                .map(i -> owner * BRANCHES + 1 + i)
                .mapToObj(user -> "{\"login\": \"u%d\", \"contributions\": %d, \"url\": \"%s/users/u%d\"}".formatted(user, user % 7 + 1, address(), user))
                .collect(Collectors.joining(", ", "[", second ? "]" : ", {\"login\": \"u%d\", \"contributions\": 99, \"url\": \"%s/users/u%d\"}]"
                        .formatted(owner, address(), owner)));
        Answer page = json(list);
        return second || all <= ON_A_PAGE
                ? page
                : page.with("Link", "<%s/repos/u%d/r/contributors?page=2>; rel=\"next\", <%s>; rel=\"first\"".formatted(address(), owner, address()));
    }

    private static Answer json(String body) {
        return Answer.of("application/json", body).with("X-RateLimit-Limit", "5000").with("X-RateLimit-Remaining", "4999");
    }
}
