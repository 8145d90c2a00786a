/** What all three consoles share; each adds its own colours. */
export const BASE_STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f4f5f7;color:#22272e;font:14px/1.5 "Noto Sans JP","Hiragino Sans","Yu Gothic UI",Meiryo,"Segoe UI",Roboto,sans-serif}
h1,h2,h3{margin:0;line-height:1.35}
p{margin:0 0 12px}
a{color:#0b66c3;text-decoration:none}
a:hover{text-decoration:underline}
form.inline{display:inline}
button,.button{font:inherit;cursor:pointer;padding:6px 16px;border:1px solid #b6bdc7;border-radius:3px;background:#fff;color:#22272e}
button:hover{background:#f0f3f6}
button.primary{background:var(--accent);border-color:var(--accent);color:#fff;font-weight:600}
button.primary:hover{filter:brightness(1.08)}
button.link{border:0;background:none;padding:0;color:#0b66c3}
button.link:hover{text-decoration:underline}
button.link:disabled,button.link:disabled:hover{color:#8b939e;text-decoration:none;cursor:not-allowed}
button:disabled:not(.link),button:disabled:not(.link):hover{background:#e4e7eb;border-color:#d5d9df;color:#8b939e;cursor:not-allowed;text-decoration:none}
button:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid #4c9aff;outline-offset:1px}
input[type=text],input[type=password],input[type=email],input[type=search],select,textarea{font:inherit;padding:6px 10px;border:1px solid #b6bdc7;border-radius:3px;background:#fff;color:inherit;max-width:100%}
table{border-collapse:collapse;width:100%;background:#fff}
th,td{text-align:left;padding:9px 12px;border-bottom:1px solid #e3e6ea;vertical-align:top}
th{font-weight:600;color:#4a5360;background:#f7f8fa;white-space:nowrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.alert{display:flex;gap:8px;margin:0 0 16px;padding:10px 14px;border:1px solid #f0b4ae;border-left:4px solid #d2382b;border-radius:3px;background:#fdf1f0}
.success{display:flex;gap:8px;margin:0 0 16px;padding:10px 14px;border:1px solid #a9d8b5;border-left:4px solid #2a8f47;border-radius:3px;background:#eef8f0}
.notice{display:flex;gap:8px;margin:0 0 16px;padding:10px 14px;border:1px solid #f1d48c;border-left:4px solid #e0a100;border-radius:3px;background:#fff9e8}
.simulated{position:fixed;right:0;bottom:0;z-index:30;margin:0;padding:3px 10px;border-radius:4px 0 0 0;background:rgba(255,255,255,.85);color:#6b7480;font-size:11px;pointer-events:none}
.backdrop{position:fixed;inset:0;z-index:20;display:flex;padding:24px;background:rgba(15,23,33,.5);overflow:auto}
[role=dialog]{margin:auto;background:#fff;border-radius:6px;box-shadow:0 12px 40px rgba(0,0,0,.3);max-width:100%}
`;
