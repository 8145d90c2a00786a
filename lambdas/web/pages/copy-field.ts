import { html, type Html } from '../../domain/html.ts';
import { sayingIn, type Language } from '../../domain/language.ts';

/** A value in a field that can be selected, with a button that copies it; the button appears where a script may run. */
export function copyField(
  { id, label, value }: { id: string; label: string; value: string },
  language: Language,
): Html {
  const say = sayingIn(language);
  return html`<div class="copy">
    <label for="${id}">${label}</label
    ><input type="text" id="${id}" value="${value}" readonly dir="auto" autocomplete="off" spellcheck="false" /><button
      type="button"
      hidden
      data-copy="${id}"
      data-done="${say('コピーしました', 'Copied')}"
      aria-label="${say(`${label}をコピー`, `Copy ${label}`)}"
    >
      ${say('コピー', 'Copy')}</button
    ><span class="said" id="${id}-said" role="status"></span>
  </div>`;
}
