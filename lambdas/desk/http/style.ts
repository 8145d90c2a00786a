/** Every colour has a contrast of 4.5:1 or more on what it stands on; what is pressed is 44 pixels high. */
export const STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#f3f5f7;color:#1c2430;font:16px/1.6 "Noto Sans JP","Hiragino Sans","Yu Gothic UI",Meiryo,system-ui,sans-serif;overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:center;justify-content:space-between;padding:8px 20px;background:#fff;border-bottom:1px solid #d6dce3}
header nav{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center}
header nav a,header button.link{display:inline-flex;align-items:center;min-height:44px}
.brand{margin:0;font-weight:600}
main{max-width:860px;margin:0 auto;padding:20px 16px 64px}
main:focus{outline:none}
h1{margin:8px 0 4px;font-size:1.5rem;line-height:1.35}
h2{margin:0 0 8px;font-size:1.1rem;line-height:1.4}
p{margin:0 0 10px}
a{color:#0a58b0}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;padding:8px 12px;background:#fff;z-index:1}
:focus-visible{outline:3px solid #0a58b0;outline-offset:2px}
section,.box{margin:16px 0;padding:16px 18px;background:#fff;border:1px solid #d6dce3;border-radius:6px}
.step{margin:0;color:#4b5868}
.why{border-left:4px solid #5b6b7d}
.warn{border-left:4px solid #b25e00;background:#fff8ec}
.bad{border-left:4px solid #b3261e;background:#fdf1f0}
.good{border-left:4px solid #1c7a3c;background:#eff8f1}
.warn ul,.bad ul{margin:0;padding-left:1.3em}
ol.todo{margin:0;padding-left:1.6em}
ol.todo>li{margin:0 0 16px;padding-left:4px}
ol.todo>li:last-child{margin-bottom:0}
.expect{color:#3c4a5a}
.screen{display:block;max-width:100%;height:auto;margin:0 0 10px}
.copy{display:grid;grid-template-columns:1fr auto;gap:4px 8px;margin:8px 0;align-items:end}
.copy label,.copy .said{grid-column:1/-1}
.said{min-height:0;color:#1c7a3c;font-size:.9rem}
label,legend{display:block;margin:0 0 4px;padding:0;font-weight:600}
.need{margin-left:8px;color:#b3261e;font-size:.85rem;font-weight:600}
.hint,.error{margin:0 0 6px;font-size:.95rem}
.hint{color:#4b5868}
.error{color:#b3261e;font-weight:600}
.field{margin:0 0 18px;border:0;padding:0;min-width:0}
input[type=text],input[type=password],textarea,select{width:100%;min-height:44px;padding:8px 10px;border:1px solid #6b7889;border-radius:4px;background:#fff;color:inherit;font:inherit}
textarea{min-height:88px}
input[readonly]{background:#f3f5f7;font-family:ui-monospace,Consolas,Menlo,monospace}
[aria-invalid=true]{border:2px solid #b3261e}
.choice{display:flex;gap:10px;align-items:flex-start;min-height:44px;padding:8px 0;font-weight:400}
.choice input{flex:none;width:22px;height:22px;margin:2px 0 0}
button,.button{min-height:44px;padding:8px 20px;border:1px solid #6b7889;border-radius:4px;background:#fff;color:#1c2430;font:inherit;font-weight:600;cursor:pointer;text-decoration:none}
button.primary{background:#0a58b0;border-color:#0a58b0;color:#fff}
button.danger{border-color:#b3261e;color:#b3261e}
button.link{padding:8px 0;border:0;background:none;color:#0a58b0;text-decoration:underline;font-weight:400}
header form{margin:0}
footer{max-width:860px;margin:0 auto;padding:0 16px 48px;color:#4b5868}
footer a{display:inline-block;padding:10px 0;margin-left:12px}
.lists{display:flex;flex-wrap:wrap;gap:4px 20px;margin:12px 0}
.lists a,.lists strong{display:inline-flex;align-items:center;min-height:44px}
.rows input[type=checkbox]{width:24px;height:24px}
summary{min-height:44px;padding:10px 0;cursor:pointer;font-weight:600}
.actions{display:flex;flex-wrap:wrap;gap:12px}
.manual h3{margin:16px 0 4px;font-size:1rem}
.manual pre{margin:0 0 10px;padding:10px 12px;white-space:pre-wrap;background:#f3f5f7;border:1px solid #d6dce3;border-radius:4px;font-size:.85rem;line-height:1.5}
.manual code{font-family:ui-monospace,Consolas,Menlo,monospace}
.manual li{margin:0 0 6px}
dl{display:grid;grid-template-columns:minmax(9em,auto) 1fr;gap:6px 16px;margin:0 0 10px}
dt{color:#4b5868}
dd{margin:0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:#4b5868;padding:0 0 8px}
th,td{padding:8px 12px 8px 0;border-bottom:1px solid #d6dce3;text-align:left;vertical-align:top}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
@media (max-width:560px){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 8px}.actions button{width:100%}.rows thead{position:absolute;left:-9999px}.rows tr{display:block;padding:8px 0;border-bottom:1px solid #d6dce3}.rows td,.rows td.number{display:block;padding:2px 0;border:0;text-align:left}.rows td[data-label]::before{content:attr(data-label) ": ";color:#4b5868}}
`.trim();
