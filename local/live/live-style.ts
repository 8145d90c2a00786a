/** One look for every page of the live view; colours keep a contrast of 4.5:1 on what they stand on. */
export const STYLE = `
*{box-sizing:border-box}
body{display:flex;flex-direction:column;margin:0;background:#f3f5f7;color:#1c2430;font:15px/1.5 "Noto Sans JP","Hiragino Sans","Yu Gothic UI",Meiryo,system-ui,sans-serif;overflow-wrap:anywhere}
#live{display:contents}
header{order:1;display:flex;flex-wrap:wrap;gap:4px 20px;align-items:baseline;padding:10px 20px;background:#10304f;color:#fff}
header a{color:#cfe5ff}
header .brand{font-weight:700;font-size:1.1rem;color:#fff;text-decoration:none}
header .clock{font-variant-numeric:tabular-nums}
main.whole{grid-template-columns:minmax(0,1fr)}
main{order:3;display:grid;grid-template-columns:minmax(0,470px) minmax(0,1fr);gap:20px;padding:16px 20px 48px;align-items:start}
@media (max-width:1000px){main{grid-template-columns:minmax(0,1fr)}main>:first-child{order:1}}
h1,h2{margin:0 0 8px;line-height:1.35}
h1{font-size:1.35rem}h2,h1.plain{font-size:1.05rem}
section{margin:0 0 16px;padding:12px 16px;background:#fff;border:1px solid #d6dce3;border-radius:6px}
a{color:#0a58b0}
p{margin:0 0 8px}
.muted{color:#4b5868}
.drop{order:2;margin:16px 20px 0;border:2px dashed #6b7889;text-align:center}
.seek{order:2;display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;margin:12px 20px 0}.seek input{min-height:36px;padding:4px 10px;border:1px solid #6b7889;border-radius:4px;font:inherit}
.stands{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px}.stands a,.stands strong{display:inline-block;padding:4px 0}
.graph a:focus-visible{outline:3px solid #0a58b0}
.drop.over{border-color:#0a58b0;background:#eef5fd}
.drop div{display:flex;flex-wrap:wrap;gap:8px 24px;justify-content:center;align-items:center}
button{min-height:36px;padding:4px 16px;border:1px solid #0a58b0;border-radius:4px;background:#0a58b0;color:#fff;font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid #0a58b0;outline-offset:2px}
table{border-collapse:collapse;width:100%;overflow-wrap:break-word}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid #d6dce3;text-align:left;vertical-align:top}
th{font-weight:600;color:#4b5868;font-size:.9rem}
.wide{overflow-x:auto}
.wide td:first-child{min-width:8.5em}
.wide th,.wide td:first-child a,.word{white-space:nowrap}
@media (max-width:600px){thead{display:none}tr{display:block;padding:6px 0;border-bottom:1px solid #d6dce3}td{display:block;padding:0;border:0}td.time{color:#4b5868;font-size:.9rem}}
.time{white-space:nowrap;font-variant-numeric:tabular-nums}
.strip{display:flex;gap:2px;margin-top:4px}
.strip i{flex:1 1 0;height:10px;min-width:5px;max-width:18px;border-radius:2px;background:#dde3ea}
.strip .passed{background:#1c7a3c}.strip .here{background:#0a58b0}.strip .failed{background:#b3261e}
.word{font-weight:600}
.migrated{color:#1c7a3c}.needsAttention{color:#b3261e}.skipped{color:#4b5868}.running{color:#0a58b0}
.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:12px;padding:0;list-style:none;margin:0}
.pictures img{width:100%;height:110px;object-fit:cover;object-position:top;border:1px solid #d6dce3;border-radius:4px}
.graph{width:100%;max-width:500px;height:auto;font:13px ui-monospace,Consolas,Menlo,monospace}
.graph .box{fill:#eef2f6;stroke:#b8c2cd}
.graph .state rect{fill:#fff;stroke:#8794a3}
.graph .state text{fill:#1c2430}
.graph .state .guide,.graph .state .count{text-anchor:end;font-family:inherit}
.graph .state .guide{fill:#4b5868}
.graph .state .count{font-weight:700}
.graph .wait rect{stroke-dasharray:5 3}
.graph .parallel rect,.graph .map rect{fill:none;stroke:none}
.graph .parallel text:first-of-type,.graph .map text:first-of-type{font-weight:700}
.graph .passed:not(.parallel):not(.map) rect{fill:#e2f3e7;stroke:#1c7a3c}
.graph .here:not(.parallel):not(.map) rect{fill:#0a58b0;stroke:#0a58b0}
.graph .here:not(.parallel):not(.map) text{fill:#fff}
.graph .failed:not(.parallel):not(.map) rect{fill:#fdf1f0;stroke:#b3261e;stroke-width:2}
.graph .edge{fill:none;stroke:#8794a3}
.graph .caught{stroke-dasharray:2 3;stroke:#b3261e}
.gone{order:2;display:none;margin:16px 20px 0;padding:8px 12px;border-left:4px solid #0a58b0;background:#eef5fd}
[data-state=gone] .gone{display:block}
`.trim();
