#include "reports/report_style.hpp"

namespace souk::reports {

const std::string_view report_style = R"css(
:root {
  color-scheme: light dark;
  --page: #f6f5f2; --card: #ffffff; --ink: #1d2023; --soft: #5b6168; --rule: #e3e1dc;
  --shade: #00000009; --accent: #1a5fb4; --good: #1b7340; --bad: #a8361f;
  --c1: #1a5fb4; --c2: #c2570c; --c3: #26855a; --c4: #8a4fa3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171a; --card: #1e2125; --ink: #e9e8e4; --soft: #a3a9b0; --rule: #33373d;
    --shade: #ffffff0b; --accent: #7db3f2; --good: #67c48b; --bad: #f0917c;
    --c1: #7db3f2; --c2: #f0a05c; --c3: #62c498; --c4: #c79be0;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 1140px; margin: 0 auto; padding: 2.2rem 1rem 4rem; }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.2rem); line-height: 1.2; margin: .1em 0 .5em; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.6rem 0 .8rem; letter-spacing: -.01em; }
.kicker { color: var(--soft); margin: 0; font-size: .88rem; }
.lead { font-size: clamp(1.05rem, .98rem + .35vw, 1.22rem); max-width: 68ch; margin: 0 0 1.6rem; text-wrap: pretty; }
.lead b { font-weight: 650; white-space: nowrap; }
.banner { border-left: 4px solid var(--bad); background: var(--card); padding: .6rem 1rem; border-radius: 0 8px 8px 0; }
.note { color: var(--soft); font-size: .88rem; max-width: 72ch; margin: .2rem 0 .8rem; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: .9rem 1rem; margin: 0; min-width: 0; }
.tiles { display: grid; gap: .7rem; grid-template-columns: repeat(4, 1fr); }
.tile span { display: block; color: var(--soft); font-size: .84rem; }
.tile b { display: block; font-size: 1.5rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.3; font-variant-numeric: tabular-nums; }
.charts { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); }
.pair { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr)); align-items: start; }
figure { display: flex; flex-direction: column; }
figcaption b { display: block; font-size: .98rem; }
figcaption span { color: var(--soft); font-size: .82rem; }
svg { display: block; width: 100%; height: auto; margin-top: auto; padding-top: .35rem; }
.tick { fill: var(--soft); font-size: 10.5px; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--rule); stroke-width: 1; }
.base { stroke: var(--soft); stroke-width: 1; }
.shade { fill: var(--shade); }
.line { fill: none; stroke-width: 1.9; stroke-linejoin: round; stroke-linecap: round; }
.faint { fill: none; stroke-width: .8; opacity: .33; stroke-linejoin: round; }
.c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin: .3rem 0 0; padding: 0; font-size: .82rem; }
.key { display: inline-block; width: 14px; height: 3px; border-radius: 2px; margin-right: .4em; vertical-align: middle; }
.key.c1 { background: var(--c1); } .key.c2 { background: var(--c2); } .key.c3 { background: var(--c3); } .key.c4 { background: var(--c4); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .34rem .55rem; border-bottom: 1px solid var(--rule); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 500; font-size: .84rem; vertical-align: bottom; white-space: normal; }
tbody th { font-weight: 400; }
tbody tr:last-child > * { border-bottom: 0; }
tr.sum > * { font-weight: 650; border-top: 1px solid var(--soft); }
td.text, th.text { text-align: left; white-space: normal; }
.funnel { display: grid; grid-template-columns: max-content 1fr max-content max-content; gap: .42rem .8rem; align-items: center; font-size: .92rem; font-variant-numeric: tabular-nums; }
.funnel .bar { height: 16px; border-radius: 3px; background: var(--c1); min-width: 1px; }
.funnel small { color: var(--soft); } .funnel .number { text-align: right; }
.ok { color: var(--good); } .off { color: var(--bad); } .few { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; margin: 0; font-size: .92rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .84rem; }
pre { overflow-x: auto; margin: .6rem 0 0; line-height: 1.45; }
details { margin-top: .8rem; }
summary { cursor: pointer; color: var(--accent); }
footer { color: var(--soft); font-size: .84rem; margin-top: 3rem; }
@media (max-width: 760px) {
  .tiles { grid-template-columns: repeat(2, 1fr); }
  .tile b { font-size: 1.28rem; }
}
@media (max-width: 520px) {
  .funnel { grid-template-columns: max-content 1fr max-content; }
  .funnel .bar { display: none; }
  .funnel .number { text-align: right; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
}
@media print {
  body { background: none; } main { max-width: none; padding: 0; }
  .card { break-inside: avoid; } h2 { break-after: avoid; }
}
)css";

}  // namespace souk::reports
