/**
 * What the live view does in the browser: it asks for its own content again twice a second while it is looked at, less
 * often where an answer takes the run's own time, and sends a file that is dropped on it. Without it the page is a picture of one moment, and its forms still work.
 */
export const SCRIPT = `
const live = document.getElementById('live');
let shown = live.innerHTML;
async function refresh() {
  const answer = await fetch(location.pathname + (location.search || '?') + '&part', { cache: 'no-store' });
  const text = await answer.text();
  if (answer.ok && text !== shown) live.innerHTML = shown = text;
  document.body.dataset.state = 'up';
}
async function again() {
  const began = performance.now();
  if (!document.hidden) await refresh().catch(() => { document.body.dataset.state = 'gone'; });
  setTimeout(again, Math.max(500, 5 * (performance.now() - began)));
}
again();
const drop = document.querySelector('.drop');
async function send(file) {
  const said = drop.querySelector('[role=status]');
  const answer = await fetch('/csv?name=' + encodeURIComponent(file.name), { method: 'POST', body: file });
  said.textContent = await answer.text();
}
if (drop) {
  drop.addEventListener('dragover', (event) => { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => { drop.classList.remove('over'); });
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    for (const file of event.dataTransfer.files) send(file);
  });
  drop.querySelector('input').addEventListener('change', ({ target }) => {
    for (const file of target.files) send(file);
    target.value = '';
  });
}
`.trim();
