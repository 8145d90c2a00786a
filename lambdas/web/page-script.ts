/**
 * The only script of the desk. [Copy] puts the value beside it on the clipboard, and selects it in a browser without that
 * right. A page that waits looks every few seconds whether it has changed, and loads itself again only then: a page that
 * reloads under somebody's hands, or is read out anew all the time, is none for them.
 *
 * Pages work without it: copy buttons are then not shown, the value can be selected by hand, and [Look again] is a link.
 */
export const PAGE_SCRIPT = `for(const b of document.querySelectorAll('button[data-copy]')){b.hidden=false;b.addEventListener('click',async()=>{const f=document.getElementById(b.dataset.copy);f.select();try{await navigator.clipboard.writeText(f.value)}catch{document.execCommand('copy')}const s=document.getElementById(b.dataset.copy+'-said');if(s)s.textContent=b.dataset.done})}
const a=document.querySelector('a[data-again]');if(a){const h=d=>d.querySelector('h1')?.textContent,t=h(document);setInterval(async()=>{try{const r=await fetch(a.href);if(h(new DOMParser().parseFromString(await r.text(),'text/html'))!==t)location.assign(a.href)}catch{}},a.dataset.again*1000)}`;
