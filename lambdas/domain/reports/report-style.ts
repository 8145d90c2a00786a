import { trusted } from '../html.ts';

/** Of both reports: one column that a phone, a desktop and A4 paper can show. */
export const STYLE = trusted(`
:root{color-scheme:light}
body{font:15px/1.6 Meiryo,Hiragino Sans,Yu Gothic,Noto Sans CJK JP,Arial,sans-serif;color:#1f2933;background:#fff;margin:0 auto;padding:16px 20px 48px;max-width:1080px;overflow-wrap:anywhere}
h1{font-size:24px;line-height:1.3;margin:0 0 4px}h2{font-size:18px;margin:32px 0 8px;border-bottom:2px solid #1f5fa8;padding-bottom:4px}h3{font-size:15px;margin:20px 0 6px}
p{margin:0 0 10px}small{font-size:12px;color:#52606d}a{color:#1f5fa8}
table{border-collapse:collapse;width:100%;margin:0 0 12px}th,td{text-align:left;vertical-align:top;border:1px solid #cbd2d9;padding:5px 9px;font-size:14px}th{background:#f0f4f8}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
table.facts{table-layout:fixed}table.facts th{width:34%}
details{margin:0 0 10px}summary{cursor:pointer;font-weight:bold;padding:4px 0}
.tenants{list-style:none;margin:0;padding:0}.tenants>li{border-top:1px solid #cbd2d9;padding:7px 0}
.tenants p{margin:0}.bad{color:#b42318}
.tenants svg,.bar{display:block;width:100%;height:12px;margin:4px 0 2px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 12px;padding:0;font-size:13px}.legend svg{width:24px;height:12px}
.work{fill:#52606d}.people{fill:url(#p-people)}.window{fill:url(#p-window)}.vendor{fill:url(#p-vendor)}.notReady{fill:url(#p-notReady)}.update{fill:url(#p-update)}
.defs{position:absolute}.marks{stroke:#b9c4cf;fill:none}
.axis{position:sticky;top:0;z-index:1;height:20px;margin:0;background:#fff;font-size:12px;color:#52606d}.axis span{position:absolute;padding-left:3px;border-left:1px solid #52606d;white-space:nowrap}
.chart td.share{width:45%;padding:5px 0;border-left:0}.chart td.share svg{display:block;width:100%;height:12px}.chart .update{fill:#1a7f37}.chart .guide th{background:#e3f3e8}
.bar .notReady{fill:#b42318}.migrated,.ready{fill:#1a7f37}.needsAttention{fill:#b42318}.skipped{fill:#7b8794}.open{fill:#4a90d9}.rejected{fill:#d97706}
.pictures{display:grid;gap:16px}.pictures figure{margin:0;break-inside:avoid}.pictures img{max-width:100%;border:1px solid #cbd2d9}figcaption{font-size:13px}
code{font-size:12px;overflow-wrap:anywhere}
input[type=search]{font:inherit;padding:6px 10px;width:100%;max-width:26em;box-sizing:border-box;border:1px solid #52606d}
[hidden]{display:none!important}
@media(max-width:560px){body{padding:12px 12px 32px}h1{font-size:20px}th,td{padding:4px 5px;font-size:12px}td.n,th.n{white-space:normal}.axis span:nth-child(even){display:none}.chart td.share{width:30%}}
@media print{body{max-width:none;padding:0;font-size:11pt}details::details-content{content-visibility:visible;block-size:auto;display:block}.aside{display:none}h2{break-after:avoid}tr,.tenants>li{break-inside:avoid}@page{size:A4;margin:14mm}}
`);
