import {h, s} from './dom.js';
import {bytes, number, percent} from './words.js';

const size = (value) => bytes(Math.round(value));
const rate = (value) => `${size(value)}/s`;
const count = (value) => number(Math.round(value * 10) / 10);

const MEASURES = [
  ['Disk', 'disk', size], ['Bytes in', 'bytesIn', rate], ['Bytes to consumers', 'bytesOut', rate],
  ['CPU', 'cpu', percent], ['Replicas', 'replicas', count], ['Leaders', 'leaders', count],
];

const SIZE = {width: 330, height: 118, left: 6, top: 8, foot: 18};

/** So close to each other ids can be read. */
const ROOM_OF_ID = 24;

/** All brokers of a plan, a panel for each measure that any of them carries: hollow before, filled after. */
export function chart(changes) {
  const panels = MEASURES.map(([name, field, words]) => panel(name, changes.map((change) => point(change, field)), words)).filter(Boolean);
  return panels.length > 0 && h('figure', {class: 'brokers'},
      h('figcaption', {class: 'quiet'}, h('span', {class: 'key before'}), 'before ', h('span', {class: 'key after'}), 'after ',
          h('span', {class: 'key mean'}), 'mean of the brokers that stay'),
      h('div', {class: 'panels'}, panels));
}

const point = ({broker, rack, leaves, before, after}, field) => ({broker, rack, leaves, before: before[field], after: after[field]});

function panel(name, points, words) {
  const most = Math.max(...points.flatMap(({before, after}) => [before, after]));
  if (most === 0) {
    return null;
  }
  const {width, height, left, top, foot} = SIZE;
  const y = (value) => (top + (1 - value / most) * (height - top - foot)).toFixed(1);
  const column = (width - 2 * left) / points.length;
  const radius = Math.max(1.4, Math.min(4.5, column * 0.3));
  const every = Math.max(1, Math.ceil(ROOM_OF_ID / column));
  const staying = points.filter(({leaves}) => !leaves);
  const mean = staying.reduce((sum, {after}) => sum + after, 0) / Math.max(1, staying.length);
  const said = `${range(points, 'before', words)} → ${range(staying, 'after', words)}, mean ${words(mean)}`;
  return h('div', {class: 'panel'},
      h('p', {}, h('strong', {}, name), ' ', h('span', {class: 'quiet'}, said)),
      s('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${name} of ${points.length} brokers: ${said}`},
          s('line', {class: 'base', x1: 0, x2: width, y1: y(0), y2: y(0)}),
          s('line', {class: 'mean', x1: 0, x2: width, y1: y(mean), y2: y(mean)}),
          points.map((one, index) => broker(one, left + (index + 0.5) * column, y, radius, index % every === 0, words))));
}

function broker({broker, rack, before, after}, x, y, r, named, words) {
  return s('g', {},
      s('title', {}, `broker ${broker}, ${rack}: ${words(before)} → ${words(after)}`),
      s('line', {class: 'way', x1: x, x2: x, y1: y(before), y2: y(after)}),
      s('circle', {class: 'before', cx: x, cy: y(before), r}),
      s('circle', {class: 'after', cx: x, cy: y(after), r}),
      named && s('text', {x, y: SIZE.height - 4}, String(broker)));
}

function range(points, field, words) {
  const values = points.map((one) => one[field]);
  const [least, most] = [words(Math.min(...values)), words(Math.max(...values))];
  return least === most ? most : `${least} to ${most}`;
}
