import { html, type Html } from '../../../domain/html.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';
import type { Scope, Switch } from '../../../domain/switch.ts';
import { switchInBrief } from '../../../domain/texts/switches.ts';

export interface SwitchOf {
  scope: Scope;
  set: Switch | undefined;
}

export interface SwitchesPage {
  language: Language;
  zone: string;
  /** The deployment's, then those of batches under way. */
  switches: readonly SwitchOf[];
  csrf: string;
  wasTurned: boolean;
  refusal: string | undefined;
}

/** What is held, and by whom; pauses and resumes it. */
export function switchesPage(page: SwitchesPage): Html {
  const say = sayingIn(page.language);
  return html`<h1>${say('一時停止の状況', 'Pauses')}</h1>
    ${page.wasTurned && html`<p class="box good" role="status">${say('切り替えました。', 'The switch was turned.')}</p>`}
    ${page.refusal !== undefined && html`<p class="box bad" role="alert">${page.refusal}</p>`}
    <p>
      ${say(
        '一時停止中は、新しいテナントの作業と、取り消しのできない操作を始めません。実行中のアップデートは完了まで確認を続けます。待機は最長 7日間です。',
        'While it is held no tenant begins, and nothing that cannot be undone is pressed. Updates that run are watched to their end. A tenant waits for 7 days at most.',
      )}
    </p>
    ${page.switches.map((each) => one(each, page))}
    <p><a href="/">${say('作業一覧へ', 'To the open tasks')}</a></p>`;
}

function one({ scope, set }: SwitchOf, { language, zone, csrf }: SwitchesPage): Html {
  const say = sayingIn(language);
  const name = scope === 'everything' ? scope : scope.batchId;
  const title = scope === 'everything' ? say('全バッチ', 'All batches') : html`<bdi>${scope.batchId}</bdi>`;
  const button = set
    ? html`<button class="primary" name="action" value="resume">${say('再開する', 'Let it go on')}</button>`
    : html`<div class="field">
          <label for="why-${name}">${say('一時停止の理由', 'Why it is to be held')}</label
          ><input type="text" id="why-${name}" name="why" maxlength="200" autocomplete="off" />
        </div>
        <button class="danger" name="action" value="pause">${say('一時停止する', 'Hold it')}</button>`;
  return html`<section>
    <h2>${title}</h2>
    <p class="box ${set ? 'bad' : 'good'}">
      ${set ? switchInBrief(set, language, zone) : say('一時停止していません。', 'It is not held.')}
    </p>
    <form method="post" action="/switches">
      <input type="hidden" name="csrf" value="${csrf}" /><input type="hidden" name="scope" value="${name}" /><input
        type="hidden"
        name="seen"
        value="${set?.at ?? ''}"
      />${button}
    </form>
  </section>`;
}
