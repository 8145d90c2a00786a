import type { Field, Refusal } from '../../task-view.ts';
import { html, type Html } from '../../../domain/html.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';

export interface FieldContext {
  language: Language;
  typed: URLSearchParams | undefined;
  refusals: readonly Refusal[];
}

/** One field of a form, with its label, its hint and what is wrong with what was typed. */
export function fieldOf(field: Field, { language, typed, refusals }: FieldContext): Html {
  const { name, label, kind, required, hint } = field;
  const errors = refusals.filter((refusal) => refusal.field === name).map(({ message }) => message);
  const id = `field-${name}`;
  const described = [hint !== undefined && `${id}-hint`, errors.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  const attributes: Attributes = {
    id,
    name,
    describedBy: described,
    invalid: errors.length > 0,
    required,
    // A form that came back shows what was typed, also where that was nothing.
    value: typed ? (typed.get(name) ?? '') : (field.value ?? ''),
  };
  const notes = html`${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}${
    errors.length > 0 && html`<p class="error" id="${id}-error">${errors.join(' ')}</p>`
  }`;
  const need = required && html`<span class="need">${sayingIn(language)('必須', 'required')}</span>`;
  if (kind === 'checkbox')
    return html`<div class="field">
      ${notes}<label class="choice">${checkbox(attributes)}<span>${label}${need}</span></label>
    </div>`;
  if (kind === 'choice') return choices(field, attributes, html`${label}${need}`, notes);
  return html`<div class="field"><label for="${id}">${label}${need}</label>${notes}${control(kind, attributes)}</div>`;
}

interface Attributes {
  id: string;
  name: string;
  describedBy: string;
  invalid: boolean;
  required: boolean;
  value: string;
}

function control(kind: 'text' | 'multiline' | 'secret' | 'code', attributes: Attributes): Html {
  const { value } = attributes;
  // A line break after the opening tag is swallowed; without this one a typed one would be.
  if (kind === 'multiline') return html`<textarea rows="3" dir="auto" ${common(attributes)}>${`\n${value}`}</textarea>`;
  // What a secret field held is not sent back: the page could be read over a shoulder, or kept.
  if (kind === 'secret') return html`<input type="password" ${common(attributes)} autocomplete="off" />`;
  if (kind === 'code')
    return html`<input
      type="text"
      ${common(attributes)}
      value="${value}"
      inputmode="numeric"
      autocomplete="one-time-code"
    />`;
  return html`<input type="text" dir="auto" ${common(attributes)} value="${value}" autocomplete="off" />`;
}

function checkbox(attributes: Attributes): Html {
  return html`<input
    type="checkbox"
    ${common(attributes)}
    value="yes"
    ${attributes.value === 'yes' && html` checked`}
  />`;
}

function choices({ options = [] }: Field, attributes: Attributes, legend: Html, notes: Html): Html {
  return html`<fieldset
    class="field"
    role="radiogroup"
    id="${attributes.id}"
    ${attributes.invalid && html` aria-invalid="true"`}
  >
    <legend>${legend}</legend>
    ${notes}${options.map(
      ({ value, label }) =>
        html`<label class="choice"
          ><input
            type="radio"
            name="${attributes.name}"
            value="${value}"
            ${attributes.value === value && html` checked`}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}

function common({ id, name, describedBy, invalid, required }: Attributes): Html {
  return html`id="${id}"
  name="${name}"${describedBy !== '' && html` aria-describedby="${describedBy}"`}${
    invalid && html` aria-invalid="true"`
  }${required && html` aria-required="true"`}
  spellcheck="false"`;
}

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
