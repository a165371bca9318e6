'use strict';
// The page of a supervisor. All it shows comes from /api/v1; who looks has the token, which a link brings in its fragment.
const $ = id => document.getElementById(id);
const STATES = ['running', 'waiting', 'delayed', 'blocked', 'held', 'stashed', 'recurring', 'quarantined', 'ok', 'failed', 'timed_out', 'lost', 'cancelled'];
const USUAL = ['running', 'waiting', 'ok', 'failed'];
const SPAN = 60_000;
const RATES = 300;
const MOST_GROUPS = 50;
const KEY = 'drover-token';

let token = '';
let status = null;
let ahead = 0;            // how much the clock there is ahead of ours, in milliseconds
let ended = [];           // tasks that have ended and are still in the picture
let rates = [];           // of each second, the oldest first: [ok, not ok]
let rateSecond = 0;       // the second of the last of them
let filter = '';
let listed = [];
let groups = [];
let shown = null;         // the task of its dialog
let shownGrows = false;   // it prints more
let shownProcess = null;  // the process of its dialog
let bars = [];            // where tasks are drawn

// ---------------------------------------------------------------- asking

function readToken() {
  const given = location.hash.match(/^#token=(.+)$/);
  if (given) {
    history.replaceState(null, '', location.pathname);
    try {
      sessionStorage.setItem(KEY, decodeURIComponent(given[1]));
    } catch (e) {
      // A link that was cut off: the token is asked for.
    }
  }
  token = sessionStorage.getItem(KEY) || '';
}

function ask(path, method = 'GET', body = null, signal = undefined) {
  const headers = token ? {Authorization: 'Bearer ' + token} : {};
  return fetch('api/v1/' + path, {method, headers, signal, body: body && JSON.stringify(body), cache: 'no-store'});
}

async function json(path) {
  const answer = await ask(path);
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}

async function order(path, body = null, method = 'POST') {
  try {
    const answer = await ask(path, method, body);
    const said = await answer.json();
    notice(answer.ok ? said.done ?? said.lines.join('; ') : said.error, !answer.ok);
  } catch (e) {
    notice('nobody answers', true);
  }
  listTasks();
}

let noticeTimer;
function notice(text, bad) {
  $('notice').hidden = !text;
  $('notice').textContent = text;
  $('notice').className = bad ? 'bad' : '';
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { $('notice').hidden = true; }, 5000);
}

async function askForToken() {
  const dialog = $('ask');
  if (dialog.open) return;
  dialog.showModal();
  await new Promise(done => dialog.addEventListener('close', done, {once: true}));
  sessionStorage.setItem(KEY, $('token').value.trim());
  readToken();
}

/** Listens for as long as the page is there; begins anew when the connection breaks. */
async function listen() {
  for (;;) {
    try {
      const answer = await ask('events');
      if (answer.status === 401) {
        await askForToken();
        continue;
      }
      if (answer.ok) {
        ended = [];
        await read(answer.body.getReader());
      }
    } catch (e) {
      // It is gone, or the net is.
    }
    gone();
    await new Promise(done => setTimeout(done, 1000));
  }
}

async function read(reader) {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return;
    text += decoder.decode(value, {stream: true});
    const events = text.split('\n\n');
    text = events.pop();
    for (const event of events) {
      if (event.startsWith('data: ')) take(JSON.parse(event.slice(6)));
    }
  }
}

function gone() {
  $('state').textContent = 'does not answer';
  $('state').className = 'pill gone';
}

// ---------------------------------------------------------------- what comes

function take(event) {
  if (event.now) {
    ahead = event.now - Date.now();
    rates = event.rates;
    rateSecond = Math.floor(event.now / 1000);
  }
  const before = status;
  status = event.status;
  status.at = Date.now() + ahead;
  for (const crew of status.crews) for (const task of crew.running) task.started = status.at - 1000 * task.runtime;
  ended.push(...event.ended);
  ended = ended.filter(task => task.started + task.runtime > status.at - SPAN - 5000);
  if (before && !event.now) count(before);
  show();
  if (!before || doneOf(before) !== doneOf(status) || JSON.stringify(before.stored) !== JSON.stringify(status.stored)) listSoon();
}

const sum = (of, key) => of.crews.reduce((all, crew) => all + (crew[key] || 0), 0);
const badOf = of => sum(of, 'failed') + sum(of, 'timed_out') + sum(of, 'lost');
const doneOf = of => sum(of, 'ok') + badOf(of) + sum(of, 'cancelled');

function turn() {
  const now = Math.floor((Date.now() + ahead) / 1000);
  for (; rateSecond < now; rateSecond++) {
    rates.push([0, 0]);
    if (rates.length > RATES) rates.shift();
  }
}

function count(before) {
  turn();
  const last = rates[rates.length - 1];
  last[0] += sum(status, 'ok') - sum(before, 'ok');
  last[1] += badOf(status) - badOf(before);
}

// ---------------------------------------------------------------- texts

function span(seconds) {
  if (seconds < 9.95) return seconds.toFixed(1) + ' s';
  if (seconds < 60) return Math.round(seconds) + ' s';
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes + ' min ' + Math.floor(seconds % 60) + ' s';
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + ' h ' + minutes % 60 + ' min' : Math.floor(hours / 24) + ' days';
}

const number = n => n.toLocaleString('en').replaceAll(',', '\u202f');
const words = state => state.replace('_', ' ');
const memory = bytes => bytes == null ? '' : bytes < 1e9 ? Math.round(bytes / 1e6) + ' MB' : (bytes / 1e9).toFixed(1) + ' GB';
const time = seconds => seconds == null ? '' : new Date(1000 * seconds).toLocaleString();

function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function put(id, text, soft = '') {
  $(id).replaceChildren(text);
  if (soft) $(id).append(element('span', soft, 'soft'));
}

// ---------------------------------------------------------------- tables

/**
 * Rows that stay the same elements as long as they are about the same, so that nothing is pulled away under a finger or from a reader.
 * Each has a key, cells, and where it opens something, open.
 */
function rows(id, wanted, none = '') {
  const place = $(id);
  const keys = new Set(wanted.map(row => String(row.key)));
  const there = new Map();
  for (const row of [...place.children]) {
    if (keys.has(row.dataset.key)) there.set(row.dataset.key, row);
    else row.remove();
  }
  let at = place.firstChild;
  for (const {key, cells, open} of wanted) {
    const row = there.get(String(key)) || element('tr', '', open ? 'link' : '');
    row.dataset.key = key;
    row.onclick = open;
    if (open) {
      row.tabIndex = 0;
      row.onkeydown = event => { if (event.key === 'Enter' && event.target === row) open(); };
    }
    cells.forEach((cell, i) => fill(row.children[i] || row.appendChild(document.createElement('td')), cell));
    if (row === at) at = at.nextSibling;
    else place.insertBefore(row, at);
  }
  if (!wanted.length && none) {
    const row = element('tr');
    row.append(element('td', none, 'none'));
    row.firstChild.colSpan = 9;
    place.append(row);
  }
}

/** A cell is a text, or has one, and what else is to be there: a state that gives a colour, a note, orders to be pressed. */
function fill(td, wanted) {
  const sign = JSON.stringify(wanted);
  if (td.sign === sign) return;
  td.sign = sign;
  const cell = typeof wanted === 'object' && wanted ? wanted : {text: wanted};
  td.className = cell.look || '';
  td.title = cell.title || '';
  td.replaceChildren(cell.state ? element('span', cell.text, 'state ' + cell.state) : cell.text ?? '');
  if (cell.note) td.append(element('span', cell.note, 'note'));
  if (cell.stepper) td.append(stepper(cell.stepper));
  if (cell.orders) td.append(...cell.orders.map(orderButton));
}

const num = (text, more = '') => ({text: text ?? '', look: 'num' + more});
const less = text => ({text: text ?? '', look: 'less'});
const orders = (...all) => ({look: 'num', orders: all});

/** One has a label, a path, and may have a body, a longer title, and be disabled. */
function orderButton({label, path, body, title, disabled}) {
  const button = element('button', label);
  button.disabled = !!disabled;
  if (title) {
    button.title = title;
    button.setAttribute('aria-label', title);
  }
  button.onclick = event => { event.stopPropagation(); order(path, body); };
  return button;
}

function stepper({fewer, says, more}) {
  const all = element('span', '', 'stepper');
  all.append(orderButton(fewer), element('output', says), orderButton(more));
  return all;
}

function facts(id, all) {
  $(id).replaceChildren(...Object.entries(all).filter(([, value]) => value != null && value !== '').map(([name, value]) => {
    const fact = element('div');
    fact.append(element('dt', name), element('dd', value));
    return fact;
  }));
}

/** What somebody reads stays where it is, and goes on at its end if that is where they are. */
function print(id, text, none) {
  const place = $(id);
  if (place.textContent === (text || none)) return;
  const atEnd = place.scrollTop + place.clientHeight > place.scrollHeight - 20;
  place.textContent = text || none;
  place.classList.toggle('soft', !text);
  if (atEnd) place.scrollTop = place.scrollHeight;
}

// ---------------------------------------------------------------- the page

function show() {
  const slots = sum(status, 'slots');
  const running = status.crews.reduce((all, crew) => all + crew.running.length, 0);
  const stored = status.stored;
  document.title = (status.name || status.kind) + ' \u00b7 Drover';
  $('name').textContent = status.name || status.kind + ' ' + status.pid;
  $('state').textContent = status.state;
  $('state').className = 'pill ' + status.state;
  $('since').textContent = status.kind + ', process ' + status.pid + ', for ' + span(status.at / 1000 - status.started);
  $('slots').textContent = slots + (slots === 1 ? ' slot' : ' slots');
  const paused = status.crews.some(crew => crew.held !== null);
  $('pause').textContent = paused ? 'Resume' : 'Pause';
  $('fewer').disabled = slots <= 1 || status.crews.length > 1;
  $('more').disabled = status.crews.length > 1;
  $('held').hidden = !paused;
  $('held').textContent = paused ? 'Nothing starts: ' + status.crews.map(crew => crew.held).filter(held => held).join(', ') : '';

  put('f-running', number(running), ' of ' + slots);
  put('f-waiting', number(stored ? (stored.waiting || 0) : sum(status, 'waiting')));
  put('f-ok', number(stored ? (stored.ok || 0) : sum(status, 'ok')));
  const bad = stored ? (stored.failed || 0) + (stored.timed_out || 0) + (stored.lost || 0) : badOf(status);
  put('f-bad', number(bad));
  $('f-bad').style.color = bad ? 'var(--failed)' : '';
  put('f-memory', memory(status.crews.flatMap(crew => crew.workers).reduce((all, worker) => all + (worker.rss || 0), 0)));

  $('queue-card').hidden = $('tasks-card').hidden = !stored;
  if (stored) {
    showStates(stored);
    showFilter();
  }
  showWorkers();
  showProcesses();
}

function showStates(stored) {
  const there = STATES.filter(state => stored[state]);
  $('share').replaceChildren(...there.map(state => {
    const part = element('i', '', state);
    part.style.flexGrow = stored[state];
    part.title = number(stored[state]) + ' ' + words(state);
    return part;
  }));
  $('states').replaceChildren(...there.map(state => {
    const row = element('li');
    row.append(element('span', words(state), 'state ' + state), element('b', number(stored[state])));
    return row;
  }));
  if (!there.length) $('states').replaceChildren(element('li', 'Nothing was submitted yet.', 'soft'));
}

function showGroups() {
  $('groups-card').hidden = !groups.some(one => one.group !== null || one.slots !== null || one.paused);
  const most = sum(status, 'slots');
  rows('groups', groups.map(one => {
    const {running = 0, waiting = 0, ...others} = one.tasks;
    const set = change => ({path: 'groups', body: {group: one.group, ...change}});
    const name = one.group ?? 'none';
    const slots = one.slots;
    return {key: JSON.stringify(one.group), cells: [
      {text: name, look: one.group === null ? 'soft' : '', note: one.paused ? 'paused' : ''}, num(waiting),
      less(Object.entries(others).map(([state, count]) => number(count) + ' ' + words(state)).join(', ')),
      {look: 'num', stepper: {
        fewer: {label: '\u2212', title: 'Fewer tasks of ' + name + ' at a time', disabled: slots === 1, ...set({slots: slots === null ? most : slots - 1})},
        says: running + ' of ' + (slots ?? 'any'),
        more: {label: '+', title: 'More tasks of ' + name + ' at a time', disabled: slots === null, ...set({slots: slots < most ? slots + 1 : null})}}},
      orders({label: one.paused ? 'Resume' : 'Pause', title: (one.paused ? 'Resume ' : 'Pause ') + name, ...set({paused: !one.paused})})]};
  }));
}

function showWorkers() {
  rows('workers', status.crews.flatMap(crew => crew.workers.map(worker => ({key: crew.name + ' ' + worker.worker, cells: [
    num((crew.name ? crew.name + ' ' : '') + worker.worker), worker.state, num(worker.pid), num(worker.slots), num(worker.tasks), num(memory(worker.rss))]}))),
  'There is none now: one is started when a task comes.');
}

// ---------------------------------------------------------------- processes

const PROCESS_LOOKS = {running: 'ok', starting: 'running', stopping: 'running', backoff: 'failed', gave_up: 'failed', exited: 'cancelled', stopped: 'cancelled'};
const rests = process => ['stopped', 'stopping', 'exited', 'gave_up'].includes(process.state);
const processPath = (name, what) => 'processes/' + encodeURIComponent(name) + '/' + what;

function showProcesses() {
  $('processes-card').hidden = !status.processes.length;
  rows('processes', status.processes.map(process => {
    const button = (label, what) => ({label, path: processPath(process.process, what), title: label + ' ' + process.process});
    return {key: process.process, open: () => openProcess(process.process), cells: [
      process.process, {text: words(process.state), state: PROCESS_LOOKS[process.state] || 'waiting'},
      num(span(Math.max(0, status.at / 1000 - process.since))), num(process.pid, ' less'), num(process.restarts, ' less'), less(process.complaint || process.last),
      orders(...(rests(process) ? [button('Start', 'start')] : [button('Restart', 'restart'), button('Stop', 'stop')]))]};
  }));
  if (shownProcess) showProcess();
}

function openProcess(name) {
  shownProcess = name;
  $('p-output').textContent = '';
  showProcess();
  readProcess();
  $('process').showModal();
}

function showProcess() {
  const process = status.processes.find(one => one.process === shownProcess);
  if (!process) {
    $('process').close();
    return;
  }
  $('p-title').textContent = process.process;
  $('p-state').textContent = words(process.state);
  $('p-state').className = 'state ' + (PROCESS_LOOKS[process.state] || 'waiting');
  facts('p-facts', {
    since: time(process.since), process: process.pid, restarts: process.restarts, 'failures in a row': process.failures || '',
    'tried again': time(process.due), 'how the last ended': process.last, complaint: process.complaint,
  });
  $('p-start').hidden = !rests(process);
  $('p-stop').hidden = $('p-restart').hidden = rests(process);
}

async function readProcess() {
  const name = shownProcess;
  try {
    const answer = await ask(processPath(name, 'output'));
    const text = answer.ok ? await answer.text() : (await answer.json()).error;
    if (shownProcess === name) print('p-output', text, 'Nothing.');
  } catch (e) {
    // It is asked again.
  }
}

/** The lines of a file may mean more than meets the eye. */
async function reload() {
  try {
    const answer = await ask('reload', 'POST', {dry_run: true});
    const said = await answer.json();
    if (!answer.ok) notice(said.error, true);
    else if (confirm(said.lines.join('\n'))) order('reload');
  } catch (e) {
    notice('nobody answers', true);
  }
}

// ---------------------------------------------------------------- tasks

let listTimer = null;
function listSoon() {
  if (listTimer === null) listTimer = setTimeout(listTasks, 700);
}

async function listTasks() {
  clearTimeout(listTimer);
  listTimer = null;
  if (!status || !status.stored) return;
  try {
    listed = (await json('tasks?limit=20&state=' + filter)).tasks;
    groups = (await json('groups?limit=' + MOST_GROUPS)).groups;
    showTasks();
    showGroups();
    if (shown !== null && $('task').open) showTask(shown);
  } catch (e) {
    // The next event brings us here again.
  }
}

/** Those that are of use most often, and what there is besides. */
function showFilter() {
  const states = ['', ...STATES.filter(state => USUAL.includes(state) || state === filter || status && status.stored && status.stored[state])];
  const sign = filter + '|' + states;
  if ($('filter').sign === sign) return;
  $('filter').sign = sign;
  $('filter').replaceChildren(...states.map(state => {
    const button = element('button', state ? words(state) : 'all');
    button.setAttribute('aria-pressed', filter === state);
    button.onclick = () => { filter = state; showFilter(); listTasks(); };
    return button;
  }));
}

const opens = state => ['blocked', 'delayed', 'waiting', 'running', 'held', 'stashed', 'recurring', 'quarantined'].includes(state);
const retries = state => ['failed', 'timed_out', 'lost', 'cancelled', 'held', 'quarantined'].includes(state);
const comes = state => ['blocked', 'delayed', 'waiting'].includes(state);

/** What is most likely wanted. */
function firstOrder(task) {
  const button = (label, what) => ({label, path: 'tasks/' + task.task + '/' + what, title: label + ' task ' + task.task});
  if (task.state === 'stashed') return [button('Enqueue', 'enqueue')];
  if (retries(task.state)) return [button('Retry', 'retry')];
  return opens(task.state) ? [button('Cancel', 'cancel')] : [];
}

function showTasks() {
  const now = (Date.now() + ahead) / 1000;
  rows('tasks', listed.map(task => ({key: task.task, open: () => openTask(task.task), cells: [
    num(task.task), {text: words(task.state), state: task.state}, {text: task.command, look: 'command', title: task.command}, less(task.group),
    num(task.started && (task.ended || task.state === 'running') ? span(Math.max(0, (task.ended || now) - task.started)) : '', ' less'),
    orders(...firstOrder(task))]})),
  filter ? 'None is ' + words(filter) + '.' : 'Nothing was submitted yet.');
}

function openTask(id) {
  if (!status.stored) return;
  $('t-why').textContent = $('t-output').textContent = $('t-error').textContent = '';
  showTask(id);
  $('task').showModal();
}

async function showTask(id) {
  shown = id;
  $('t-title').textContent = 'Task ' + id;
  try {
    const task = await json('tasks/' + id);
    if (shown !== id) return;
    shownGrows = task.state === 'running';
    const waits = opens(task.state) && !shownGrows;
    $('t-state').textContent = words(task.state);
    $('t-state').className = 'state ' + task.state;
    $('t-command').textContent = task.command;
    facts('t-facts', {
      directory: task.directory, group: task.group, priority: task.priority || '', attempts: task.attempts, submitted: time(task.submitted),
      due: task.due > task.submitted && !task.started ? time(task.due) : '', started: time(task.started), ended: time(task.ended),
      exit: task.exit, signal: task.signal, every: task.every, why: waits ? '' : task.why,
    });
    $('t-cancel').hidden = !opens(task.state);
    $('t-stash').hidden = !comes(task.state);
    $('t-enqueue').hidden = task.state !== 'stashed';
    $('t-retry').hidden = !retries(task.state);
    $('t-drop').hidden = task.state !== 'quarantined';
    $('t-forget').hidden = opens(task.state);
    $('t-why').textContent = waits ? (await json('tasks/' + id + '/why')).lines.slice(1).join('\n') : '';
    if (shown !== id) return;
    for (const [stream, place] of [['stdout', 't-output'], ['stderr', 't-error']]) {
      const text = await (await ask('tasks/' + id + '/output?stream=' + stream)).text();
      if (shown !== id) return;
      print(place, text, opens(task.state) ? 'Nothing yet.' : 'Nothing.');
    }
  } catch (e) {
    $('t-output').textContent = e.message;
  }
}

// ---------------------------------------------------------------- pictures

const LANE = 18;
const MARGIN = 34;

function canvas(id, height) {
  const it = $(id);
  const ratio = devicePixelRatio || 1;
  const width = it.clientWidth;
  if (it.width !== Math.round(width * ratio) || it.height !== Math.round(height * ratio)) {
    it.width = Math.round(width * ratio);
    it.height = Math.round(height * ratio);
    it.style.height = height + 'px';
  }
  const draw = it.getContext('2d');
  draw.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw.clearRect(0, 0, width, height);
  draw.font = '11px system-ui, "DejaVu Sans", sans-serif';
  return {draw, width, height};
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return name => style.getPropertyValue('--' + name.replace('_', '-')).trim() || style.getPropertyValue('--pending').trim();
}

/** Those that are in the picture, and as many of the others as there are: numbers of workers that have left are not given again. */
function lanesOf(tasks) {
  const slots = new Set(tasks.map(task => task.slot));
  for (let slot = 1; slots.size < Math.max(1, sum(status, 'slots')); slot++) slots.add(slot);
  return [...slots].sort((a, b) => a - b);
}

function drawTimeline() {
  const now = Date.now() + ahead;
  const running = status.crews.flatMap(crew => crew.running);
  const slots = lanesOf([...running, ...ended]);
  const {draw, width, height} = canvas('timeline', slots.length * LANE + 20);
  const colour = colours();
  const x = at => MARGIN + (width - MARGIN) * (at - now + SPAN) / SPAN;
  const y = slot => slots.indexOf(slot) * LANE;
  draw.textBaseline = 'middle';
  draw.textAlign = 'right';
  for (const slot of slots) {
    draw.fillStyle = colour('track');
    draw.fillRect(MARGIN, y(slot) + 1, width - MARGIN, LANE - 3);
    draw.fillStyle = colour('soft');
    draw.fillText(slot, MARGIN - 8, y(slot) + LANE / 2);
  }
  bars = [];
  const bar = (task, state, until) => {
    const from = Math.max(MARGIN, x(task.started));
    const end = Math.max(from + 1.5, x(until));
    if (end <= MARGIN) return;
    draw.fillStyle = colour(state);
    draw.fillRect(from, y(task.slot) + 1, Math.max(1.5, end - from - .5), LANE - 3);
    if (end - from > 40) {
      draw.save();
      draw.beginPath();
      draw.rect(from, y(task.slot), end - from - 4, LANE);
      draw.clip();
      draw.fillStyle = colour('card');
      draw.textAlign = 'left';
      draw.fillText(task.task + (task.command ? '  ' + task.command.split('\n')[0] : ''), from + 6, y(task.slot) + LANE / 2);
      draw.restore();
    }
    bars.push({task, state, from, end, top: y(task.slot)});
  };
  ended.forEach(task => bar(task, task.state, task.started + task.runtime));
  running.forEach(task => bar(task, 'running', now));
  draw.fillStyle = colour('soft');
  for (let back = 0; back <= 60; back += width < 500 ? 30 : 15) {
    draw.textAlign = back === 60 ? 'left' : back === 0 ? 'right' : 'center';
    draw.fillText(back ? '\u2212' + back + ' s' : 'now', x(now - 1000 * back), height - 8);
  }
}

function drawRates() {
  const {draw, width, height} = canvas('rates', 120);
  const colour = colours();
  const most = Math.max(1, ...rates.map(([ok, bad]) => ok + bad));
  const base = height - 18;
  const step = (width - MARGIN) / RATES;
  const scale = (base - 8) / most;
  draw.textBaseline = 'middle';
  draw.fillStyle = colour('rule');
  draw.fillRect(MARGIN, base, width - MARGIN, 1);
  draw.fillRect(MARGIN, 8, width - MARGIN, 1);
  draw.fillStyle = colour('soft');
  draw.textAlign = 'right';
  draw.fillText(most >= 10000 ? Math.round(most / 1000) + 'k' : most, MARGIN - 8, 8);
  draw.fillText('0', MARGIN - 8, base);
  rates.forEach(([ok, bad], i) => {
    const left = MARGIN + (i + RATES - rates.length) * step;
    draw.fillStyle = colour('ok');
    draw.fillRect(left, base - ok * scale, Math.max(1, step - .5), ok * scale);
    draw.fillStyle = colour('failed');
    draw.fillRect(left, base - (ok + bad) * scale, Math.max(1, step - .5), bad * scale);
  });
  draw.fillStyle = colour('soft');
  for (let back = 0; back <= 5; back += width < 500 ? 5 : 1) {
    draw.textAlign = back === 5 ? 'left' : back === 0 ? 'right' : 'center';
    draw.fillText(back ? '\u2212' + back + ' min' : 'now', MARGIN + (width - MARGIN) * (5 - back) / 5, height - 6);
  }
}

function draw() {
  if (status && !document.hidden) {
    turn();
    // The second that is not over would always look like a drop.
    const last = rates.slice(-6, -1);
    const rate = last.reduce((all, [ok, bad]) => all + ok + bad, 0) / Math.max(1, last.length);
    put('f-rate', rate >= 10 ? number(Math.round(rate)) : rate.toFixed(1));
    drawTimeline();
    drawRates();
  }
}

function barAt(event) {
  const box = $('timeline').getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  return bars.findLast(bar => x >= bar.from - 2 && x <= bar.end + 2 && y >= bar.top && y < bar.top + LANE);
}

$('timeline').onmousemove = event => {
  const bar = barAt(event);
  $('timeline').title = bar ? 'task ' + bar.task.task + ', ' + words(bar.state) + (bar.task.command ? ': ' + bar.task.command : '') : '';
};
$('timeline').onclick = event => { const bar = barAt(event); if (bar) openTask(bar.task.task); };

// ---------------------------------------------------------------- orders

$('more').onclick = () => order('scale', {by: 1});
$('fewer').onclick = () => order('scale', {by: -1});
$('pause').onclick = () => order($('pause').textContent === 'Pause' ? 'pause' : 'resume');
$('restart').onclick = () => order('restart');
$('stop').onclick = () => { if (confirm('Stop ' + $('name').textContent + '? What runs comes to its end; what waits stays.')) order('stop'); };
$('t-close').onclick = () => $('task').close();
$('t-cancel').onclick = () => order('tasks/' + shown + '/cancel');
$('t-retry').onclick = () => order('tasks/' + shown + '/retry');
$('t-stash').onclick = () => order('tasks/' + shown + '/stash');
$('t-enqueue').onclick = () => order('tasks/' + shown + '/enqueue');
$('t-drop').onclick = () => order('tasks/' + shown + '/drop');
$('t-forget').onclick = () => { order('tasks/' + shown, null, 'DELETE'); $('task').close(); };
$('task').onclose = () => { shown = null; };
$('p-close').onclick = () => $('process').close();
for (const what of ['start', 'stop', 'restart']) $('p-' + what).onclick = () => order(processPath(shownProcess, what));
$('process').onclose = () => { shownProcess = null; };
$('reload').onclick = reload;

readToken();
showFilter();
setInterval(draw, 250);
// Who changes a group elsewhere changes nothing that is told.
setInterval(() => { if (!document.hidden) listSoon(); }, 5000);
setInterval(() => {
  if (shownProcess) readProcess();
  if (shown !== null && shownGrows) showTask(shown);
}, 1000);
listen();
