const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

export const number = (value) => (value === undefined || value === null ? 'unknown' : whole.format(value));
export const short = (value) => (Math.abs(value) < 10000 ? whole.format(Math.round(value)) : compact.format(value));
export const percent = (share) => `${Math.round(share * 100)} %`;
export const plural = (count, one, many = one + 's') => `${number(count)} ${count === 1 ? one : many}`;

export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** A length of time in its two largest units. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  let rest = seconds;
  const words = [];
  for (const [length, unit] of parts) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (unit === 's' && words.length === 0)) {
      words.push(`${count} ${unit}`);
    }
  }
  return words.slice(0, 2).join(' ');
}

/** Milliseconds of an ISO-8601 duration such as PT1H30M. */
export function duration(text) {
  const match = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

export function clock(iso) {
  const time = new Date(iso);
  const today = new Date().toDateString() === time.toDateString();
  const hours = time.toLocaleTimeString('en-GB');
  return today ? hours : `${time.toLocaleDateString('en-GB', {day: 'numeric', month: 'short'})} ${hours}`;
}

const symbols = {count: '', bytes: 'B', records: 'records', 'records/s': 'records/s', '1/s': '/s', seconds: 's', cores: 'cores'};

export function measured(value, unit) {
  if (value === undefined || value === null) {
    return '–';
  }
  if (unit === 'ratio') {
    return `${(value * 100).toFixed(1)} %`;
  }
  if (unit === 'bytes' || unit === 'bytes/s') {
    return bytes(value) + (unit === 'bytes/s' ? '/s' : '');
  }
  const figure = Number.isInteger(value) ? number(value) : value.toFixed(1);
  return `${figure} ${symbols[unit] ?? unit}`.trim();
}

export function subjectName(subject) {
  const kind = subject.kind.toLowerCase();
  if (kind === 'cluster') {
    return 'the cluster';
  }
  return `${kind} ${subject.name === '' ? "'' (the empty group id)" : subject.name}`;
}

export const lower = (word) => word.toLowerCase().replaceAll('_', ' ');
