// Draws the charts of a report with Chart.js from the JSON in each figure, and gives their data as
// tables and CSV. Nothing here depends on the clock, on chance or on the network.
(() => {
'use strict';

const root = document.documentElement;
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const style = name => getComputedStyle(root).getPropertyValue(name).trim();
const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [1, 3], [12, 3], [5, 2, 1, 2]];
const shapes = ['circle', 'triangle', 'rect', 'rectRot', 'star', 'cross', 'crossRot', 'dash'];

// -- numbers ---------------------------------------------------------------------------------------

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayMs = 86400000;
const dateOf = days => new Date(Math.round(days) * dayMs);
const isoDate = days => dateOf(days).toISOString().slice(0, 10);
const longDate = days => {
  const d = dateOf(days);
  return `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][d.getUTCDay()]} ${d.getUTCDate()} ` +
    `${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
};
const grouped = (n, digits) => n.toLocaleString('en-US',
  {minimumFractionDigits: digits, maximumFractionDigits: digits});
const significant = n => n.toLocaleString('en-US', {maximumSignificantDigits: 3});

function short(n) {
  if (n < 0) return '-' + short(-n);
  const names = ['', ' k', ' M', ' bn'];
  let i = 0;
  for (; i < 3 && n >= 999.5; ++i) n /= 1000;
  return significant(n) + names[i];
}

const suffixes = {days: ' days', milliseconds: ' ms', seconds: ' s'};

/** A number in words: exact, or brief for a tick. */
function inUnit(n, unit, brief) {
  if (n === null || !Number.isFinite(n)) return '-';
  switch (unit) {
    case 'count': return brief ? short(n) : grouped(n, Number.isInteger(n) ? 0 : 1);
    case 'dollars': return (n < 0 ? '-$' : '$') + (brief ? short(Math.abs(n)) : grouped(Math.abs(n), 2));
    case 'share': return brief ? significant(100 * n) + ' %' : grouped(100 * n, 2) + ' %';
    case 'date': return brief ? isoDate(n) : longDate(n);
    default: return (brief || Math.abs(n) >= 1000 ? short(n) : n.toPrecision(4).replace(/\.?0+$/, '')) +
      (brief ? '' : suffixes[unit] || '');
  }
}

// -- data of a chart -------------------------------------------------------------------------------

const placesOf = data => data.labels || (Array.isArray(data.at) ? data.at :
  Array.from({length: data.at.count}, (_, i) => data.at.from + i));

function meanOfWeek(values) {
  const means = [];
  let sum = 0;
  values.forEach((value, i) => {
    sum += value - (i >= 7 ? values[i - 7] : 0);
    means.push(sum / Math.min(i + 1, 7));
  });
  const first = means[6];
  return means.map((mean, i) => (i < 6 ? first : mean));
}

/** Columns as {name, unit, values}, the first of them where the others are measured. */
function columnsOf(data) {
  const columns = [{name: data.labels ? data.y.name || data.title : data.x.name,
    unit: data.labels ? 'text' : data.x.unit, values: placesOf(data)}];
  if (data.labels) columns[0].name = data.x.name || 'what';
  for (const one of data.series) {
    columns.push({name: one.name, unit: data.y.unit, values: one.values});
    if (one.low) {
      columns.push({name: one.name + ', low', unit: data.y.unit, values: one.low},
        {name: one.name + ', high', unit: data.y.unit, values: one.high});
    }
  }
  return columns;
}

const units = {dollars: ' (USD)', share: ' (share)', days: ' (days)', milliseconds: ' (ms)', seconds: ' (s)'};

function csvOf(data) {
  const quoted = text => (/[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
  const columns = columnsOf(data);
  const value = (column, i) => {
    const v = column.values[i];
    if (v === null || v === undefined) return '';
    return column.unit === 'date' ? isoDate(v) : quoted(String(v));
  };
  const lines = [columns.map(c => quoted(c.name + (units[c.unit] || ''))).join(',')];
  columns[0].values.forEach((_, i) => lines.push(columns.map(c => value(c, i)).join(',')));
  return lines.join('\n') + '\n';
}

function tableOf(data) {
  const columns = columnsOf(data);
  const make = (name, text, scope) => {
    const one = document.createElement(name);
    one.textContent = text;
    if (scope) one.scope = scope;
    return one;
  };
  const box = document.createElement('div');
  box.className = 'scroll rows-of-data';
  box.tabIndex = 0;
  const table = box.appendChild(document.createElement('table'));
  const head = table.createTHead().insertRow();
  columns.forEach(c => head.append(make('th', c.name, 'col')));
  const body = table.createTBody();
  columns[0].values.forEach((_, i) => {
    const row = body.insertRow();
    columns.forEach((c, k) => row.append(k === 0 ?
      make('th', c.unit === 'text' ? c.values[i] : inUnit(c.values[i], c.unit), 'row') :
      make('td', inUnit(c.values[i], c.unit))));
  });
  return box;
}

// -- what Chart.js does not draw by itself ---------------------------------------------------------

const additions = {
  id: 'additions',
  beforeDatasetsDraw(chart, _, {data, soft, shade}) {
    const {ctx, chartArea: area, scales} = chart;
    ctx.save();
    if (data.shade) {
      const left = Math.max(area.left, scales.x.getPixelForValue(data.shade.from));
      const right = Math.min(area.right, scales.x.getPixelForValue(data.shade.to));
      ctx.fillStyle = shade;
      ctx.fillRect(left, area.top, right - left, area.height);
      ctx.fillStyle = soft;
      ctx.font = '11px ' + Chart.defaults.font.family;
      if (right - left > ctx.measureText(data.shade.name).width + 8) {
        ctx.fillText(data.shade.name, left + 4, area.top + 12);
      }
    }
    if (data.y.reference !== undefined) {
      const lying = data.kind === 'forest' || data.kind === 'across';
      const at = (lying ? scales.x : scales.y).getPixelForValue(data.y.reference);
      ctx.strokeStyle = soft;
      ctx.beginPath();
      if (lying) { ctx.moveTo(at, area.top); ctx.lineTo(at, area.bottom); }
      else { ctx.moveTo(area.left, at); ctx.lineTo(area.right, at); }
      ctx.stroke();
    }
    ctx.restore();
  },
  afterDatasetsDraw(chart, _, {data, ink}) {
    const {ctx, scales} = chart;
    ctx.save();
    ctx.font = '11.5px ' + Chart.defaults.font.family;
    chart.data.datasets.forEach((set, k) => {
      if (!chart.isDatasetVisible(k) || set.aux) return;
      chart.getDatasetMeta(k).data.forEach((element, i) => {
        if (set.whiskers && set.low[i] !== null) whisker(ctx, scales, data, set, element, i);
        if (data.kind === 'across' && data.series.length === 1 && set.values[i] !== null) {
          ctx.fillStyle = ink;
          ctx.textBaseline = 'middle';
          ctx.fillText(inUnit(set.values[i], data.y.unit, data.y.unit === 'dollars'), element.x + 5, element.y + 1);
        }
      });
    });
    ctx.restore();
  },
};

function whisker(ctx, scales, data, set, element, i) {
  const lying = data.kind === 'forest' || data.kind === 'across';
  const scale = lying ? scales.x : scales.y;
  const within = pixel => (lying ? Math.min(Math.max(pixel, scale.left), scale.right) : pixel);
  const ends = [set.low[i], set.high[i]].map(value => scale.getPixelForValue(value));
  const [low, high] = ends.map(within);
  ctx.strokeStyle = data.kind === 'forest' || data.kind === 'points' ? set.borderColor : set.ink;
  ctx.lineWidth = 1.8;
  ctx.beginPath();
  const line = (a, b, c, d) => { ctx.moveTo(a, b); ctx.lineTo(c, d); };
  if (lying) {
    line(low, element.y, high, element.y);
    for (const [k, x] of [low, high].entries()) {
      const beyond = ends[k] === x ? 0 : 6 * Math.sign(x - ends[k]);  // an arrow: it goes on
      line(x + beyond, element.y - 4, x, element.y + (beyond ? 0 : 4));
      if (beyond) line(x, element.y, x + beyond, element.y + 4);
    }
  } else {
    line(element.x, low, element.x, high);
    for (const y of [low, high]) line(element.x - 4, y, element.x + 4, y);
  }
  ctx.stroke();
}

// -- a chart as Chart.js wants it ------------------------------------------------------------------

const isLying = data => data.kind === 'across' || data.kind === 'forest';
const isBars = data => ['bars', 'stacked', 'across'].includes(data.kind);
const clear = (color, alpha) => color + Math.round(255 * alpha).toString(16).padStart(2, '0');

function lineSets(data, one, k, color) {
  const at = placesOf(data);
  const xy = values => values.map((y, i) => ({x: at[i], y: y === null ? NaN : y}));
  const common = {series: k, borderColor: color, backgroundColor: color, pointRadius: 0, pointHoverRadius: 4,
    pointHitRadius: 0, borderJoinStyle: 'round', stepped: data.kind === 'steps' ? 'before' : false};
  const averaged = one.curve && one.values.length >= 21;
  const sets = [];
  if (averaged && one.curve === 'daily_and_mean') {
    sets.push({...common, aux: true, data: xy(one.values), borderWidth: .8, pointHoverRadius: 0,
      borderColor: clear(color, .35)});
  }
  if (one.low) {
    const edge = {...common, aux: true, borderWidth: 0, pointHoverRadius: 0};
    sets.push({...edge, data: xy(one.low)},
      {...edge, data: xy(one.high), fill: '-1', backgroundColor: clear(color, .18)});
  }
  const mean = averaged ? meanOfWeek(one.values) : null;
  sets.push({...common, label: one.name, data: xy(mean || one.values), mean, values: one.values,
    low: one.low, high: one.high, borderWidth: one.beside ? 1.2 : 2,
    borderDash: one.beside ? [4, 3] : dashes[k],
    pointRadius: one.values.length === 1 ? 3 : 0});
  return sets;
}

function areaSet(data, one, k, color) {
  const [set] = lineSets(data, {name: one.name, values: one.values}, k, color);
  return {...set, borderWidth: 1, borderDash: [], fill: k === 0 ? 'origin' : '-1',
    backgroundColor: clear(color, .75)};
}

function pointSet(data, one, k, color) {
  const rows = data.labels ? data.labels.length : 0;
  const spread = data.series.length > 1 ? .5 / data.series.length : 0;
  const offset = spread * (k - (data.series.length - 1) / 2);
  const forest = data.kind === 'forest';
  const at = forest ? [] : placesOf(data);
  const place = (value, i) => (forest ? {x: value, y: rows - 1 - i - offset} : {x: at[i], y: value});
  // What is missing stands somewhere, so that places stay, and is not drawn.
  const missing = forest ? 0 : NaN;
  const size = radius => one.values.map(v => (v === null ? 0 : radius));
  // Points that are not parsed are taken to be in the order of x, and left out after one that is off the axis.
  return {series: k, label: one.name, values: one.values, low: one.low, high: one.high, whiskers: !!one.low,
    parsing: {xAxisKey: 'x', yAxisKey: 'y'}, showLine: false, borderColor: color, backgroundColor: color,
    data: one.values.map((v, i) => place(v === null ? missing : v, i)),
    pointRadius: size(4.5), pointHoverRadius: size(6), pointStyle: shapes[k]};
}

function barSet(data, one, k, color, ink) {
  return {series: k, label: one.name, data: one.values, values: one.values, low: one.low, high: one.high,
    whiskers: !!one.low, backgroundColor: clear(color, .85), borderColor: color, borderWidth: 1,
    borderRadius: 2, maxBarThickness: data.kind === 'across' ? 22 : 44, categoryPercentage: .8, barPercentage: .9, ink};
}

function setsOf(data, colors) {
  return data.series.flatMap((one, k) => {
    const color = one.beside ? colors.soft : colors.lines[k % colors.lines.length];
    if (isBars(data)) return [barSet(data, one, k, color, colors.ink)];
    if (data.kind === 'points' || data.kind === 'forest') return [pointSet(data, one, k, color)];
    return data.kind === 'areas' ? [areaSet(data, one, k, color)] : lineSets(data, one, k, color);
  });
}

/** First days of months or years, or days, as many as fit. */
function dateTicks(low, high, most) {
  const span = high - low, ticks = [];
  if (span < 70) {
    const step = [1, 2, 7, 14].find(s => span / s <= most) || 28;
    for (let day = Math.ceil(low); day <= high; day += step) ticks.push(day);
    return ticks.map(value => ({value, label: `${dateOf(value).getUTCDate()} ${months[dateOf(value).getUTCMonth()]}`}));
  }
  const step = [1, 2, 3, 6, 12, 24, 60].find(s => span / 30.4 / s <= most) || 120;
  const first = dateOf(low);
  let named = false;
  for (let m = first.getUTCFullYear() * 12 + first.getUTCMonth(); ; ++m) {
    const value = Date.UTC(Math.floor(m / 12), m % 12, 1) / dayMs;
    if (value > high) return ticks;
    if (value < low || m % step) continue;
    const year = !named || m % 12 === 0;
    ticks.push({value, label: year ? [months[m % 12], String(Math.floor(m / 12))] : months[m % 12]});
    named = true;
  }
}

const wrapped = (text, width) => text.split(' ').reduce((lines, word) => {
  const last = lines[lines.length - 1];
  if (last !== undefined && (last + ' ' + word).length <= width) lines[lines.length - 1] = last + ' ' + word;
  else lines.push(word);
  return lines;
}, []);

const cut = (text, width) => (text.length > width ? text.slice(0, width - 1) + '\u2026' : text);

/** Where one row of a forest would squeeze all others, the axis ends at three times what most reach. */
function limitsOf(data) {
  const reach = data.labels.map((_, i) => Math.max(...data.series.flatMap(one =>
    [one.values[i], one.low && one.low[i], one.high && one.high[i]]).filter(Number.isFinite).map(Math.abs), 0));
  const most = 3 * [...reach].sort((a, b) => a - b)[Math.floor(.7 * reach.length)];
  const ends = data.series.flatMap(one => [...one.values, ...(one.low || []), ...(one.high || [])]).filter(Number.isFinite);
  if (!(most > 0) || Math.max(...reach) <= most) return {};
  return {min: Math.max(Math.min(...ends), -most), max: Math.min(Math.max(...ends), most)};
}

function scalesOf(data, colors, width) {
  const base = name => ({title: {display: !!name, text: name, color: colors.soft, font: {size: 11}},
    grid: {color: colors.rule, drawBorder: false, tickLength: 4}, ticks: {color: colors.soft, font: {size: 11}}});
  const measured = base('');
  measured.type = data.y.log ? 'logarithmic' : 'linear';
  measured.beginAtZero = isBars(data) || data.y.zero;
  if (data.kind === 'forest' && !data.y.log) Object.assign(measured, limitsOf(data));
  if (data.kind === 'forest' && data.y.log) {  // a logarithmic axis leaves no room of its own for whiskers
    const ends = data.series.flatMap(one => [...one.low, ...one.high]).filter(Number.isFinite);
    measured.min = Math.min(...ends, data.y.reference) / 1.1;
    measured.max = Math.max(...ends, data.y.reference) * 1.1;
  }
  measured.ticks.callback = value => inUnit(value, data.y.unit, true);
  measured.ticks.maxTicksLimit = isLying(data) ? Math.max(3, Math.floor(width / 90)) : 6;
  if (data.y.unit === 'share' && ['areas', 'stacked'].includes(data.kind)) measured.max = 1;
  if (isBars(data) || data.kind === 'points' || data.kind === 'forest') {  // whiskers have room
    const ends = data.series.flatMap(one => [...(one.low || []), ...(one.high || [])]).filter(Number.isFinite);
    if (ends.length) {
      Object.assign(measured, {suggestedMin: Math.max(Math.min(...ends), measured.min ?? -Infinity),
        suggestedMax: Math.min(Math.max(...ends), measured.max ?? Infinity)});
    }
  }
  measured.stacked = data.kind === 'areas' || data.kind === 'stacked';
  const along = base('');
  along.grid = {...along.grid, display: false};
  const letters = Math.max(14, Math.floor(width / 18));
  if (isBars(data)) {
    along.type = 'category';
    along.stacked = data.kind === 'stacked';
    along.ticks.autoSkip = data.kind !== 'across' && data.labels.length > 14;
    const upright = data.kind !== 'across', crowded = upright && width / data.labels.length < 84;
    along.ticks.callback = i => (crowded ? cut(data.labels[i], 17) : wrapped(data.labels[i], upright ? 14 : letters));
    along.ticks.minRotation = crowded ? 65 : 0;
    along.ticks.maxRotation = crowded ? 65 : 0;
  } else if (data.kind === 'forest') {
    Object.assign(along, {type: 'linear', min: -.6, max: data.labels.length - .4,
      afterBuildTicks: scale => { scale.ticks = data.labels.map((_, i) => ({value: data.labels.length - 1 - i})); }});
    along.ticks.autoSkip = false;
    along.ticks.callback = value => wrapped(data.labels[data.labels.length - 1 - value], letters);
  } else {
    const at = placesOf(data);
    const pad = data.kind === 'points' ? (at[at.length - 1] - at[0]) / 30 : 0;
    Object.assign(along, {type: data.x.log ? 'logarithmic' : 'linear', min: Math.min(...at) - pad, max: Math.max(...at) + pad});
    if (data.x.unit === 'date') {
      along.afterBuildTicks = scale => { scale.ticks = dateTicks(scale.min, scale.max, Math.max(3, Math.floor(width / 62))); };
      along.ticks.callback = (_, i, ticks) => ticks[i].label;
      along.ticks.autoSkip = false;
      along.ticks.maxRotation = 0;
    } else {
      along.title = {...along.title, display: !!data.x.name, text: data.x.name};
      along.ticks.maxTicksLimit = Math.max(3, Math.floor(width / 70));
      along.ticks.maxRotation = 0;
      along.ticks.callback = value => inUnit(value, data.x.unit, true);
      if (data.kind === 'points' && at.length <= 8) {
        along.afterBuildTicks = scale => { scale.ticks = at.map(value => ({value})); };
      }
    }
  }
  along.ticks.color = isLying(data) ? colors.ink : colors.soft;
  return isLying(data) ? {x: measured, y: along} : {x: along, y: measured};
}

function tooltipOf(data, colors) {
  const label = item => {
    const set = item.dataset, i = item.dataIndex;
    let text = ` ${set.label}: ${inUnit(set.values[i], data.y.unit)}`;
    if (set.low && set.low[i] !== null) {
      text += ` (${inUnit(set.low[i], data.y.unit)} to ${inUnit(set.high[i], data.y.unit)})`;
    }
    return set.mean ? text + `, week's mean ${inUnit(set.mean[i], data.y.unit)}` : text;
  };
  const places = placesOf(data);
  return {
    mode: data.kind === 'points' ? 'nearest' : 'index', axis: isLying(data) ? 'y' : 'x', intersect: false,
    filter: item => !item.dataset.aux, backgroundColor: colors.ink, titleColor: colors.card, bodyColor: colors.card,
    usePointStyle: true, boxPadding: 3, padding: 9, caretSize: 0, cornerRadius: 6,
    callbacks: {
      title: items => {
        if (!items.length) return '';
        const place = places[items[0].dataIndex];
        return data.labels ? place : (data.x.unit === 'date' || !data.x.name ? '' : data.x.name + ' ') + inUnit(place, data.x.unit);
      },
      label,
    },
  };
}

function legendOf(data, colors) {
  return {
    display: data.series.length > 1, position: 'top', align: 'start',
    labels: {color: colors.ink, usePointStyle: true, pointStyleWidth: data.kind === 'points' || data.kind === 'forest' ? 10 : 22, boxHeight: 7, padding: 10, font: {size: 12},
      filter: item => !!item.text, generateLabels: chart => Chart.defaults.plugins.legend.labels.generateLabels(chart)
        .map(item => ({...item, text: chart.data.datasets[item.datasetIndex].aux ? '' : item.text,
          lineDash: chart.data.datasets[item.datasetIndex].borderDash,
          pointStyle: isBars(data) || data.kind === 'areas' ? 'rectRounded' : data.kind === 'points' || data.kind === 'forest' ? item.pointStyle : 'line'}))},
    onClick: (_, item, legend) => {
      const sets = legend.chart.data.datasets, series = sets[item.datasetIndex].series;
      const shown = !legend.chart.isDatasetVisible(item.datasetIndex);
      sets.forEach((set, i) => { if (set.series === series) legend.chart.setDatasetVisibility(i, shown); });
      legend.chart.update();
    },
  };
}

function draw(figure) {
  const {data, canvas} = figure;
  if (figure.chart) figure.chart.destroy();
  const colors = {ink: style('--ink'), soft: style('--soft'), rule: style('--rule'), card: style('--card'),
    shade: style('--shade'), lines: [1, 2, 3, 4, 5, 6, 7, 8].map(i => style('--c' + i))};
  const tooltip = tooltipOf(data, colors);
  figure.chart = new Chart(canvas, {
    type: isBars(data) ? 'bar' : 'line',
    data: {labels: data.labels, datasets: setsOf(data, colors)},
    options: {
      animation: false, responsive: true, maintainAspectRatio: false, parsing: isBars(data) ? undefined : false,
      normalized: true, indexAxis: data.kind === 'across' ? 'y' : 'x', spanGaps: false,
      devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
      layout: {padding: {right: data.kind === 'across' && data.series.length === 1 ? 72 : 6}},
      interaction: {mode: tooltip.mode, axis: tooltip.axis, intersect: false},
      scales: scalesOf(data, colors, canvas.parentNode.clientWidth),
      plugins: {tooltip, legend: legendOf(data, colors), additions: {data, ...colors}},
    },
    plugins: [additions],
  });
}

// -- the page --------------------------------------------------------------------------------------

function prepare(element) {
  const data = JSON.parse(element.querySelector('script').textContent);
  const link = element.querySelector('.csv');
  const fill = () => {
    if (!link.href.startsWith('blob:')) {
      link.href = URL.createObjectURL(new Blob([csvOf(data)], {type: 'text/csv'}));
    }
  };
  for (const event of ['pointerenter', 'focus', 'click']) link.addEventListener(event, fill);
  const details = element.querySelector('details');
  details.addEventListener('toggle', () => {
    if (details.open && !details.querySelector('table')) details.append(tableOf(data));
  });
  return {data, canvas: element.querySelector('canvas'), chart: null};
}

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
const figures = Array.from(document.querySelectorAll('figure[id]'), prepare);
const drawAll = () => figures.forEach(draw);
const button = document.getElementById('theme');

function name(theme) {
  root.dataset.theme = theme;
  button.textContent = theme === 'dark' ? 'Light' : 'Dark';
  button.setAttribute('aria-label', `Switch to the ${theme === 'dark' ? 'light' : 'dark'} theme`);
}

function show(theme) {
  name(theme);
  drawAll();
}

button.hidden = false;
button.addEventListener('click', () => show(root.dataset.theme === 'dark' ? 'light' : 'dark'));
dark.addEventListener('change', () => show(dark.matches ? 'dark' : 'light'));
let before = '';
window.addEventListener('beforeprint', () => { before = root.dataset.theme; show('light'); });
window.addEventListener('afterprint', () => show(before));
// The words come first: charts are drawn when the browser has painted once.
name(dark.matches ? 'dark' : 'light');
requestAnimationFrame(() => setTimeout(drawAll));
})();
