import { GREEN_TICK_ICON, PLUS_ICON } from '../web/icons.ts';
import { STATUS_STYLE } from '../status/security-status.ts';

export const VISION_ONE_STYLE = `
:root{--accent:#0b66c3}
.layout{display:grid;grid-template-columns:236px 1fr;min-height:100vh}
.side{padding:0 0 24px;background:#141c2b;color:#c7cfdb}
.side .brand{padding:18px 20px 22px;color:#fff;font-size:16px;font-weight:600}
.side .brand::before{content:"";display:inline-block;width:12px;height:12px;margin-right:10px;border-radius:3px;background:#e4002b;transform:rotate(45deg)}
.side ul{margin:0;padding:0;list-style:none}
.side>ul>li{position:relative}
.side>ul>li>button,.side>ul>li>a{display:block;width:100%;padding:10px 20px;border:0;border-radius:0;background:none;color:#c7cfdb;text-align:left;font:inherit}
.side button:hover,.side a:hover{background:#22304a;text-decoration:none}
.side li ul a{display:block;padding:8px 12px 8px 32px;color:#c7cfdb;white-space:nowrap}
.side li ul a[aria-current]{background:#22304a;color:#fff;box-shadow:inset 3px 0 #2f8fff}
.side li:not(.open)>ul{display:none;position:absolute;z-index:10;top:0;left:100%;min-width:230px;background:#1b2538;box-shadow:0 6px 18px rgba(0,0,0,.35)}
.side li:not(.open)>ul a{padding:11px 20px}
.side li:not(.open):hover>ul,.side li:not(.open):focus-within>ul{display:block}
.head{display:flex;align-items:center;gap:14px;padding:12px 28px;background:#fff;border-bottom:1px solid #dfe3e8}
.head .product{color:#4a5360}
.head h1{padding-left:14px;border-left:1px solid #c9ced6;font-size:18px;font-weight:600}
.head .who{margin-left:auto;color:#4a5360}
.banner{padding:9px 28px;background:#fff4d6;border-bottom:1px solid #f1d48c}
main{padding:22px 28px;max-width:1240px}
.business{display:flex;gap:40px;margin:0 0 18px;color:#4a5360}
.business b{margin-left:6px;color:#22272e;font-weight:600}
.toolbar{display:flex;flex-wrap:wrap;align-items:center;gap:12px;margin-bottom:14px}
.toolbar .filters{display:flex;align-items:center;gap:14px;margin-left:auto;color:#4a5360}
.toolbar input[type=search]{width:210px}
.card,.tile{background:#fff;border:1px solid #dfe3e8;border-radius:6px;overflow:hidden}
.tile{padding:22px 26px}
.name{display:block;margin-bottom:6px;font-weight:600}
.manager .name{padding-left:22px;background:${PLUS_ICON} 0 50%/14px no-repeat}
.state::before{content:"";display:inline-block;width:8px;height:8px;margin-right:8px;border-radius:50%;background:#9aa3af}
.state.good::before{background:#2a8f47}
.state.busy::before{background:#e0a100}
td button{padding:3px 14px}
.id{color:#4a5360;font:12px ui-monospace,monospace}
.group td{background:#f7f8fa;font-weight:600}
.sub{display:flex;margin:-22px -28px 20px;padding:0 20px;list-style:none;background:#fff;border-bottom:1px solid #dfe3e8}
.sub>li{position:relative}
.sub a,.sub button{display:block;padding:12px 16px;border:0;background:none;color:#4a5360}
.sub [role=menu]{display:none;position:absolute;z-index:10;top:100%;left:0;min-width:190px;margin:0;padding:4px 0;list-style:none;background:#fff;box-shadow:0 6px 16px rgba(0,0,0,.2)}
.sub li:hover>[role=menu],.sub li:focus-within>[role=menu]{display:block}
.sub a[aria-current]{color:#0b66c3;font-weight:600;box-shadow:inset 0 -3px #0b66c3}
.manager-name{padding:10px 28px;background:#eef3fa;color:#33405a}
.ok{padding-left:20px;background:${GREEN_TICK_ICON} 0 50%/13px no-repeat}
.dialog{width:680px;padding:24px 30px}
.dialog h2{margin-bottom:14px;font-size:19px}
.dialog h3{margin:14px 0 4px;font-size:15px}
.dialog ul{margin:0 0 14px;padding-left:22px}
.dialog li b{display:block}
.dialog .agree{display:flex;gap:10px;margin:18px 0;padding:12px 14px;background:#f4f6f9;border-radius:4px}
.dialog footer{display:flex;justify-content:flex-end;align-items:center;gap:10px;margin-top:18px}
.dialog .row{display:grid;grid-template-columns:150px 1fr;align-items:center;margin-bottom:14px}
.dialog .token{display:flex;gap:8px}
.dialog .token input{flex:1;font:12px ui-monospace,monospace}
.drawer{align-items:stretch;padding:0}
.drawer [role=dialog]{width:640px;margin:0 0 0 auto;padding:24px 32px;border-radius:0;overflow:auto}
.drawer .tabs{display:flex;gap:24px;margin:14px 0 18px;border-bottom:1px solid #dfe3e8;color:#4a5360}
.drawer .tabs span{padding:8px 2px}
.drawer .tabs [aria-current]{color:#0b66c3;font-weight:600;box-shadow:inset 0 -3px #0b66c3}
.drawer footer{justify-content:flex-start;flex-wrap:wrap}
.split{display:grid;grid-template-columns:1.1fr 1fr;min-height:100vh}
.pitch{padding:9vh 64px;background:linear-gradient(150deg,#0e1626,#1d3357 70%,#27528f);color:#dbe5f3}
.pitch .product{margin-bottom:34px;font-size:26px;font-weight:300;color:#fff}
.pitch .product b{font-weight:700}
.pitch h2{margin:22px 0 6px;font-size:16px;color:#fff}
.entry{width:400px;max-width:92%;margin:auto}
.entry h1{margin-bottom:22px;font-size:26px;font-weight:500}
.entry input{display:block;width:100%;margin:4px 0 16px;padding:9px 12px}
.entry button.primary{width:100%;padding:10px}
.entry .account{font-weight:600}
.single{max-width:620px;margin:12vh auto;padding:40px 46px;background:#fff;border:1px solid #dfe3e8;border-radius:8px;text-align:center}
.single h1{margin-bottom:16px;font-size:24px;font-weight:500}
.single select{min-width:220px;margin:0 8px}
.bar{height:6px;margin:26px 0;border-radius:3px;background:linear-gradient(90deg,#0b66c3 42%,#dfe7f1 42%)}
${STATUS_STYLE}
@media(max-width:900px){.split,.layout{grid-template-columns:1fr}.pitch{display:none}}
`;
