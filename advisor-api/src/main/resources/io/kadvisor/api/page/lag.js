import {h, s} from './dom.js';
import {lower, short} from './words.js';

/** The groups with the most lag. */
export function table(groups) {
  const rows = groups.items;
  if (rows.length === 0) {
    return h('p', {class: 'quiet'}, 'No consumer group has been seen.');
  }
  return h('div', {},
      h('table', {class: 'lag'},
          h('thead', {}, h('tr', {}, ['Group', 'Members', 'Last sweeps', 'Lag'].map((name) => h('th', {scope: 'col'}, name)))),
          h('tbody', {}, rows.map((group) => row(group)))),
      groups.total > rows.length && h('p', {class: 'quiet'}, `and ${groups.total - rows.length} groups with less lag`));
}

function row(group) {
  const name = group.group === '' ? "'' (empty id)" : group.group;
  const members = group.members === undefined ? 'unknown' : String(group.members);
  return h('tr', {},
      h('th', {scope: 'row', title: `${name} · ${lower(group.type)} · reads ${group.topics.join(', ') || 'nothing'}`},
          h('span', {class: 'cut'}, name), h('span', {class: 'quiet cut'}, group.state ?? 'state unknown')),
      h('td', {class: group.members === 0 && 'bad'}, members),
      h('td', {}, sparkline(group.history)),
      h('td', {class: 'figure'}, group.lag === undefined ? 'unknown' : short(group.lag)));
}

/** A line of the last lags; its top is the highest of them. */
export function sparkline(points) {
  const width = 108;
  const height = 24;
  if (points.length < 2) {
    return h('span', {class: 'quiet'}, '–');
  }
  const most = Math.max(1, ...points.map((point) => point.lag));
  const from = Date.parse(points[0].at);
  const time = Math.max(1, Date.parse(points.at(-1).at) - from);
  const place = (point) => [
    ((Date.parse(point.at) - from) / time) * (width - 4) + 2,
    height - 3 - (point.lag / most) * (height - 6),
  ].map((value) => value.toFixed(1));
  const places = points.map(place);
  const path = places.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${y}`).join('');
  const words = `Lag from ${short(points[0].lag)} to ${short(points.at(-1).lag)}, at most ${short(most)}`;
  return s('svg', {class: 'spark', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': words},
      s('path', {class: 'under', d: `${path}L${places.at(-1)[0]} ${height}L${places[0][0]} ${height}Z`}),
      s('path', {class: 'trace', d: path}),
      s('circle', {cx: places.at(-1)[0], cy: places.at(-1)[1], r: 2.2}));
}
