/**
 * The only script of the desk: [Copy] puts the value beside it on the clipboard, and [Select] of a browser without that
 * right selects it. Pages work without it: the buttons are then not shown, and the value can be selected by hand.
 */
export const COPY_SCRIPT = `for(const b of document.querySelectorAll('button[data-copy]')){b.hidden=false;b.addEventListener('click',async()=>{const f=document.getElementById(b.dataset.copy);f.select();try{await navigator.clipboard.writeText(f.value)}catch{document.execCommand('copy')}const s=document.getElementById(b.dataset.copy+'-said');if(s)s.textContent=b.dataset.done})}`;
