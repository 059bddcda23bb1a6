/** The page is one file: nothing is loaded, and it follows the reader's light or dark. */
export const PAGE_CSS = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #11151a);
  --surface: light-dark(#ffffff, #181d24);
  --line: light-dark(#dfe3e9, #2b333e);
  --text: light-dark(#1a2330, #e5eaf1);
  --soft: light-dark(#566070, #a5b0be);
  --accent: light-dark(#1559bd, #6aa9ff);
  --accent-soft: light-dark(#d3e3f8, #1d3a60);
  --ok: light-dark(#1a6b3c, #66c792);
  --ok-soft: light-dark(#e3f4ea, #15301f);
  --bad: light-dark(#b92323, #ff9088);
  --bad-soft: light-dark(#fdeaea, #3d1b1b);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 15px/1.5 system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
main, header, nav { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 28px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 20px; margin: 0 0 6px; }
h3 { font-size: 15px; margin: 22px 0 6px; }
p { max-width: 76ch; margin: 0 0 10px; }
a { color: var(--accent); }
.soft { color: var(--soft); }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 18px 20px; margin: 16px 0; scroll-margin-top: 84px; }
nav { position: sticky; top: 0; z-index: 1; background: var(--ground); padding-top: 8px; padding-bottom: 8px; }
nav a { display: inline-block; margin-right: 16px; text-decoration: none; }
nav a:hover { text-decoration: underline; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(232px, 1fr)); gap: 12px; margin: 16px 0; }
.tile { display: block; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; color: inherit; text-decoration: none; }
a.tile:hover { border-color: var(--accent); }
.tile strong { display: block; font-size: 14px; }
.tile .figure { display: block; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile .soft { font-size: 13px; }
.bar { position: relative; height: 8px; border-radius: 4px; background: var(--line); margin: 6px 0; }
.bar i { position: absolute; top: 0; bottom: 0; border-radius: 4px; background: var(--accent-soft); }
.bar b { position: absolute; top: -3px; bottom: -3px; width: 3px; margin-left: -1px; border-radius: 2px; background: var(--accent); }
.word { display: inline-block; border-radius: 4px; padding: 0 6px; font-size: 13px; background: var(--ground); color: var(--soft); }
.word.better { background: var(--ok-soft); color: var(--ok); }
.word.worse, .word.mixed { background: var(--bad-soft); color: var(--bad); }
.wide { overflow-x: auto; margin: 0 -20px; padding: 0 20px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
th, td { text-align: right; padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
th { font-weight: 600; }
th:first-child, td:first-child { text-align: left; position: sticky; left: 0; background: var(--surface); white-space: normal; min-width: 150px; max-width: 260px; }
td small, th small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
tbody th { font-weight: 400; }
td.words { text-align: left; }
details { border-top: 1px solid var(--line); padding: 8px 0; }
details[open] { padding-bottom: 14px; }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary .soft { display: block; font-size: 13px; padding-left: 18px; }
.turn { border-left: 3px solid var(--line); margin: 10px 0 0 4px; padding-left: 12px; }
.turn p { margin: 2px 0; overflow-wrap: anywhere; white-space: pre-line; }
.turn .soft { font-size: 13px; }
.diagrams { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 20px; }
figure { margin: 0; }
figcaption { font-size: 13px; color: var(--soft); max-width: 60ch; }
svg { display: block; width: 100%; max-width: 440px; height: auto; font-size: 11px; }
svg text { fill: var(--soft); }
dl { display: grid; grid-template-columns: minmax(120px, max-content) 1fr; gap: 4px 16px; margin: 8px 0; }
dt { font-weight: 600; }
dd { margin: 0; color: var(--soft); max-width: 76ch; }
@media (max-width: 600px) {
  nav { overflow-x: auto; white-space: nowrap; }
  section { scroll-margin-top: 48px; }
  main, header, nav { padding-left: 12px; padding-right: 12px; }
  section { padding: 14px 12px; }
  .wide { margin: 0 -12px; padding: 0 12px; }
  th, td { padding: 5px 7px; }
  th:first-child, td:first-child { min-width: 118px; max-width: 150px; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; }
}
@media print { nav { display: none; } section { break-inside: avoid-page; } }
`
