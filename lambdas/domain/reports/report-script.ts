import { trusted } from '../html.ts';

/**
 * The search of the batch report. Without it everything is there all the same: the box is shown by the script that serves
 * it, and paper gets every list opened.
 */
export const SEARCH = trusted(`
(function () {
  var box = document.querySelector('.search');
  var input = box.querySelector('input');
  var found = box.querySelector('output');
  var rows = Array.prototype.slice.call(document.querySelectorAll('.tenants > li'));
  var lists = Array.prototype.slice.call(document.querySelectorAll('details'));
  var texts = rows.map(function (row) { return row.textContent.normalize('NFKC').toLowerCase(); });
  var timer;
  box.hidden = false;
  input.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  function search() {
    var words = input.value.normalize('NFKC').toLowerCase().split(/\\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row, i) {
      var hit = words.every(function (word) { return texts[i].indexOf(word) !== -1; });
      row.hidden = !hit;
      if (hit) count++;
    });
    if (words.length > 0) lists.forEach(function (list) { if (list.querySelector('.tenants > li:not([hidden])')) list.open = true; });
    found.textContent = words.length > 0 ? String(count) : '';
  }
  window.addEventListener('beforeprint', function () { lists.forEach(function (list) { list.open = true; }); });
})();
`);
