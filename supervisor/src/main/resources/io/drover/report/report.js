'use strict';
// The timeline. Everything else on the page works without a script.
(() => {
  const data = JSON.parse(document.getElementById('timeline-data').textContent);
  const view = document.getElementById('timeline-view');
  const STATES = ['not finished', 'ok', 'failed', 'timed out', 'lost', 'cancelled'];
  const COLORS = ['--pending', '--ok', '--failed', '--timed-out', '--lost', '--cancelled'];
  const [START, LENGTH, STATE, SEQ, ATTEMPT, WORKER, RUN, WHAT] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [INDEX, TASKS, BUSY, BAD, BADLY] = [0, 1, 2, 3, 4];
  const LEFT = 64, RIGHT = 12, TOP = 24, LEAST = 0.02;
  if (!data.rows.length) {
    view.textContent = 'No task was started.';
    return;
  }

  const make = (name, parent, style, text) => {
    const element = document.createElement(name);
    if (style) element.className = style;
    if (text) element.textContent = text;
    return parent.appendChild(element);
  };
  const tools = make('div', view, 'tools');
  const rows = make('div', view, 'rows');
  const canvas = make('canvas', rows);
  const tip = make('div', document.body, 'tip');
  tip.hidden = true;
  rows.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'Timeline of ' + data.rows.length + ' slots');

  const count = data.rows.length;
  const high = count <= 12 ? 24 : count <= 40 ? 16 : count <= 120 ? 8 : 4;
  const height = TOP + count * high + 4;
  let from = 0, to = data.length, wide = 0, far = 0, colors = {}, waiting = false;

  // ---------------------------------------------------------------- numbers

  function duration(micros) {
    const digits = n => n < 9.995 ? n.toFixed(2) : n < 99.95 ? n.toFixed(1) : n.toFixed(0);
    const pair = (n, ratio, large, small) =>
      Math.floor(n / ratio) + ' ' + large + (n % ratio ? ' ' + n % ratio + ' ' + small : '');
    if (micros < 999.5) return digits(micros) + ' µs';
    if (micros < 999.5e3) return digits(micros / 1e3) + ' ms';
    if (micros < 59.95e6) return digits(micros / 1e6) + ' s';
    if (micros < 3599.5e6) return pair(Math.round(micros / 1e6), 60, 'min', 's');
    if (micros < 86370e6) return pair(Math.round(micros / 60e6), 60, 'h', 'min');
    return pair(Math.round(micros / 3600e6), 24, 'd', 'h');
  }

  /** A moment, as exact as steps of that length need. */
  function moment(micros, step) {
    if (micros === 0) return '0';
    const second = 1e6;
    if (step < second) {
      const decimals = Math.min(7, Math.ceil(-Math.log10(step / second) - 1e-9));
      return micros < second && step < 1e3 ? (micros / 1e3).toFixed(Math.max(0, decimals - 3)) + ' ms'
        : (micros / second).toFixed(decimals) + ' s';
    }
    const s = Math.round(micros / second), days = Math.floor(s / 86400);
    const two = n => String(n).padStart(2, '0');
    if (s < 60) return s + ' s';
    if (s < 3600) return Math.floor(s / 60) + ':' + two(s % 60);
    return (days ? days + ' d ' : '') + Math.floor(s % 86400 / 3600) + ':' + two(Math.floor(s % 3600 / 60)) + ':' + two(s % 60);
  }

  function niceStep(least) {
    const long = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
    if (least > 0.5e6) {
      const step = long.find(s => s * 1e6 >= least);
      if (step) return step * 1e6;
      return niceNumber(least / 86400e6) * 86400e6;
    }
    return niceNumber(least);
  }

  function niceNumber(least) {
    const decade = 10 ** Math.floor(Math.log10(least));
    return decade * [1, 2, 5, 10].find(f => f * decade >= least * (1 - 1e-9));
  }

  // ---------------------------------------------------------------- drawing

  const x = at => LEFT + (at - from) / (to - from) * (far - LEFT);
  const timeAt = px => from + (px - LEFT) / (far - LEFT) * (to - from);

  /** The first of sorted items whose key is not below. */
  function lower(items, key, least) {
    let low = 0, end = items.length;
    while (low < end) {
      const middle = low + end >> 1;
      if (items[middle][key] < least) low = middle + 1; else end = middle;
    }
    return low;
  }

  function readColors() {
    const style = getComputedStyle(document.documentElement);
    for (const name of [...COLORS, '--track', '--ink', '--soft', '--faint', '--rule', '--card']) {
      colors[name] = style.getPropertyValue(name).trim();
    }
    colors.font = getComputedStyle(document.body).fontFamily;
    colors.mono = style.getPropertyValue('--mono');
  }

  function draw() {
    waiting = false;
    const scale = window.devicePixelRatio || 1;
    wide = rows.clientWidth;
    far = wide - RIGHT;
    canvas.style.height = height + 'px';
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    drawTimes(pen);
    data.rows.forEach((row, i) => drawRow(pen, row, TOP + i * high));
    drawRuns(pen);
    range.textContent = to - from >= data.length ? duration(data.length)
      : duration(to - from) + ' of ' + duration(data.length);
  }

  function later() {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(draw);
    }
  }

  function drawTimes(pen) {
    const step = niceStep((to - from) / Math.max(2, (far - LEFT) / 110));
    pen.font = '12px ' + colors.font;
    pen.textBaseline = 'middle';
    pen.textAlign = 'center';
    for (let n = Math.ceil(from / step); n * step <= to; n++) {
      const at = Math.round(x(n * step)) + .5;
      pen.fillStyle = colors['--soft'];
      if (at < wide - 20) pen.fillText(moment(n * step, step), Math.max(at, LEFT + 4), 9);
      pen.fillStyle = colors['--faint'];
      pen.fillRect(at - .5, 18, 1, 5);
    }
  }

  function drawRow(pen, row, y) {
    const gap = high > 6 ? 3 : 1, tall = high - gap;
    pen.fillStyle = colors['--track'];
    pen.fillRect(LEFT, y, far - LEFT, tall);
    if (high >= 14 || row.slot % (high >= 8 ? 2 : 5) === 0) {
      pen.fillStyle = colors['--soft'];
      pen.font = (high >= 14 ? 12 : 10) + 'px ' + colors.font;
      pen.textAlign = 'right';
      pen.fillText('slot ' + row.slot, LEFT - 8, y + tall / 2);
    }
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, y, far - LEFT, tall);
    pen.clip();
    drawCells(pen, row, y, tall);
    drawSpans(pen, row, y, tall);
    pen.restore();
  }

  function drawCells(pen, row, y, tall) {
    // Cells that share a pixel are drawn as one, or a million tasks would look like noise.
    const cells = row.cells, pixel = (to - from) / (far - LEFT), group = Math.max(1, Math.ceil(pixel / data.cell));
    let i = lower(cells, INDEX, Math.floor(from / data.cell / group) * group);
    while (i < cells.length && cells[i][INDEX] * data.cell <= to) {
      const first = Math.floor(cells[i][INDEX] / group) * group;
      let busy = 0, bad = 0, badly = 0;
      for (; i < cells.length && cells[i][INDEX] < first + group; i++) {
        busy += cells[i][BUSY];
        bad += cells[i][BAD] || 0;
        badly += cells[i][BADLY] || 0;
      }
      const left = x(first * data.cell), right = x((first + group) * data.cell);
      pen.globalAlpha = .12 + .88 * Math.min(1, busy / 100 / group);
      pen.fillStyle = colors['--ok'];
      pen.fillRect(left, y, Math.max(1, right - left), tall);
      pen.globalAlpha = 1;
      if (bad || badly) {
        // As high as the share of the time that they took, and high enough to be seen.
        const part = Math.max(2, tall * Math.min(1, badly / 100 / group));
        pen.fillStyle = colors['--failed'];
        pen.fillRect(left, y + tall - part, Math.max(1, right - left), part);
      }
    }
  }

  function drawSpans(pen, row, y, tall) {
    const spans = row.spans, others = [];
    let i = lower(spans, START, from), edge = -1;
    // What began before may still be running.
    while (i > 0 && spans[i - 1][START] + spans[i - 1][LENGTH] > from) i--;
    for (; i < spans.length && spans[i][START] <= to; i++) {
      if (spans[i][STATE] !== 1) {
        others.push(spans[i]);
      } else if (x(spans[i][START] + spans[i][LENGTH]) >= edge) {
        edge = drawSpan(pen, spans[i], y, tall, 1);
      }
    }
    // Above those that are ok: of many on one pixel they must be seen.
    others.forEach(span => drawSpan(pen, span, y, tall, 2));
  }

  /** Answers its right end. */
  function drawSpan(pen, span, y, tall, least) {
    const left = x(span[START]), right = x(span[START] + span[LENGTH]), room = right - left;
    const width = Math.max(least, room > 4 ? room - 1 : room);
    // One that must be wider than it was long, to be seen, is lower: what ran beside it is seen, too.
    const part = least > 1 && room < least ? Math.max(3, tall * .4) : tall;
    pen.fillStyle = colors[COLORS[span[STATE]]];
    pen.fillRect(left, y + tall - part, width, part);
    const begin = Math.max(left, LEFT) + 5, letters = Math.floor((Math.min(right, far) - begin - 4) / 6.7);
    if (letters > 5 && tall >= 12) {
      const text = span[WHAT];
      pen.textAlign = 'left';
      pen.font = '11px ' + colors.mono;
      pen.fillStyle = colors['--card'];
      pen.fillText(text.length <= letters ? text : text.slice(0, letters - 1) + '…', begin, y + tall / 2 + .5);
    }
    return left + width;
  }

  function drawRuns(pen) {
    pen.textAlign = 'left';
    pen.font = '11px ' + colors.font;
    for (const [run, at] of data.runs.slice(1)) {
      if (at >= from && at <= to) {
        pen.fillStyle = colors['--ink'];
        pen.fillRect(Math.round(x(at)) - 1, 16, 1.5, height - 16);
      }
    }
  }

  // ---------------------------------------------------------------- moving

  function show(newFrom, newTo) {
    const length = Math.min(data.length, Math.max(Math.min(data.length, LEAST * Math.max(data.cell, 1000)), newTo - newFrom));
    from = Math.min(Math.max(0, newFrom), data.length - length);
    to = from + length;
    tip.hidden = true;
    later();
  }

  const zoom = (factor, at = (from + to) / 2) => show(at - (at - from) * factor, at + (to - at) * factor);
  const pan = share => show(from + share * (to - from), to + share * (to - from));

  function button(text, title, action) {
    const element = make('button', tools, '', text);
    element.type = 'button';
    element.title = title;
    element.setAttribute('aria-label', title);
    element.addEventListener('click', action);
  }
  button('+', 'zoom in', () => zoom(.5));
  button('−', 'zoom out', () => zoom(2));
  button('‹', 'earlier', () => pan(-.5));
  button('›', 'later', () => pan(.5));
  button('all', 'show all', () => show(0, data.length));
  const range = make('span', tools, 'range');
  const keys = make('span', tools, 'keys');
  const seen = new Set([1]);
  data.rows.forEach(row => row.spans.forEach(span => seen.add(span[STATE])));
  if (data.rows.some(row => row.cells.some(cell => cell[BAD]))) seen.add(2);
  [...seen].sort().forEach(state => {
    make('span', keys, 'state ' + STATES[state].replace(' ', '_'), STATES[state]);
  });
  make('span', keys, '', 'drag to move, Ctrl + wheel or double-click to zoom');

  rows.addEventListener('wheel', event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY)) / 250), timeAt(position(event).x));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      pan((event.deltaX || event.deltaY) / 1000);
    }
  }, { passive: false });
  rows.addEventListener('dblclick', event => zoom(event.shiftKey ? 3 : 1 / 3, timeAt(position(event).x)));
  rows.addEventListener('keydown', event => {
    const action = {
      '+': () => zoom(.5), '=': () => zoom(.5), '-': () => zoom(2), '0': () => show(0, data.length),
      ArrowLeft: () => pan(-.2), ArrowRight: () => pan(.2), Escape: () => { tip.hidden = true; },
    }[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  });

  let dragged = null;
  canvas.addEventListener('pointerdown', event => {
    dragged = { at: event.clientX, from, to };
    canvas.setPointerCapture(event.pointerId);
    rows.classList.add('dragged');
  });
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, () => {
      dragged = null;
      rows.classList.remove('dragged');
    });
  }
  canvas.addEventListener('pointermove', event => {
    if (dragged) {
      const by = (dragged.at - event.clientX) / (far - LEFT) * (dragged.to - dragged.from);
      show(dragged.from + by, dragged.to + by);
    } else {
      point(event);
    }
  });
  canvas.addEventListener('pointerleave', () => { tip.hidden = true; });

  // ---------------------------------------------------------------- pointing

  function position(event) {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function point(event) {
    const { x: px, y } = position(event);
    const row = data.rows[Math.floor((y - TOP) / high)];
    const found = row && px >= LEFT ? at(row, timeAt(px), (to - from) / (far - LEFT)) : null;
    tip.hidden = !found;
    if (!found) return;
    tip.replaceChildren();
    make('b', tip, '', found.title);
    make('span', tip, '', found.text);
    const beside = event.clientX + 16 + tip.offsetWidth > innerWidth ? event.clientX - 16 - tip.offsetWidth : event.clientX + 16;
    tip.style.left = Math.max(4, beside) + 'px';
    tip.style.top = Math.max(4, Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8)) + 'px';
  }

  /** What ran in a slot at a moment, give or take a pixel. */
  function at(row, time, pixel) {
    let i = lower(row.spans, START, time + pixel);
    const span = row.spans[i - 1];
    if (span && span[START] + Math.max(span[LENGTH], pixel) >= time - pixel) return aboutSpan(row, span);
    const index = Math.floor(time / data.cell), cell = data.cell ? row.cells[lower(row.cells, INDEX, index)] : null;
    if (cell && cell[INDEX] === index) return aboutCell(row, cell);
    return null;
  }

  function aboutSpan(row, span) {
    const several = data.runs.length > 1 ? ', run ' + span[RUN] : '';
    return {
      title: span[WHAT] || 'task ' + span[SEQ].toLocaleString('en'),
      text: 'task ' + span[SEQ].toLocaleString('en') + ', ' + STATES[span[STATE]] + ' after ' + duration(span[LENGTH])
        + (span[ATTEMPT] > 1 ? ', attempt ' + span[ATTEMPT] : '')
        + '\nslot ' + row.slot + ', worker ' + span[WORKER] + several + ', from ' + moment(span[START], 1000),
    };
  }

  function aboutCell(row, cell) {
    return {
      title: cell[TASKS].toLocaleString('en') + (cell[TASKS] === 1 ? ' task' : ' tasks') + ' started',
      text: (cell[BAD] ? cell[BAD].toLocaleString('en') + ' of them not ok\n' : '')
        + 'busy ' + cell[BUSY] + ' %' + (cell[BADLY] ? ' (' + cell[BADLY] + ' % with those)' : '') + ' of ' + duration(data.cell)
        + '\nslot ' + row.slot + ', from ' + moment(cell[INDEX] * data.cell, data.cell),
    };
  }

  // ---------------------------------------------------------------- start

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    readColors();
    later();
  });
  new ResizeObserver(() => {
    if (rows.clientWidth !== wide) later();
  }).observe(rows);
  readColors();
  draw();
  view.dataset.drawn = Math.round(performance.now());
})();
