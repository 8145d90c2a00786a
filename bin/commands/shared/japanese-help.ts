import { Help, type Argument, type Command, type HelpConfiguration, type Option } from 'commander';
import { widthOf } from '../../../terminal/width.ts';
import { wrap } from '../../../terminal/wrap.ts';
import { languageOption } from './language.ts';

/** Whether help is to be in Japanese: by `--language`, else as the locale of this computer says. */
export function readsJapanese(words: readonly string[]): boolean {
  const given = words.findLast((word, index) => words[index - 1] === '--language' || word.startsWith('--language='));
  return (given?.replace('--language=', '') ?? languageOption().defaultValue) === 'ja';
}

/** Help as commander lays it out, in Japanese: full-width characters count twice, and lines break between them. */
export const japaneseHelp: HelpConfiguration = {
  commandDescription: (command: Command) => inJapanese(command.description()),
  subcommandDescription: (command: Command) => inJapanese(command.summary() || command.description()),
  argumentDescription: (argument: Argument) => Help.prototype.argumentDescription.call(new Help(), described(argument)),
  optionDescription: (option: Option) =>
    Help.prototype.optionDescription
      .call(new Help(), described(option))
      .replace('(choices: ', '(選択肢: ')
      .replace(/(?<=[(,] ?)default: /u, '既定値: ')
      .replace(/(?<=[(,] ?)env: /u, '環境変数: '),
  styleTitle: (title: string) => TITLES[title] ?? title,
  displayWidth: (text: string) => widthOf(text),
  boxWrap: (text: string, width: number) => wrap(text, width).join('\n'),
};

/** What stands below the options of a command, paragraph by paragraph; its examples are typed as they are. */
export function translateNotes(command: Command): void {
  type Listener = (context: { write: (text: string) => void }) => void;
  // Commander's types leave out that a command is one.
  const emitter = command as unknown as NodeJS.EventEmitter;
  const listeners = emitter.listeners('afterHelp') as Listener[];
  emitter.removeAllListeners('afterHelp');
  for (const listener of listeners) {
    emitter.on('afterHelp', (context: { write: (text: string) => void }) => {
      listener({
        ...context,
        write: (text) => {
          context.write(notesInJapanese(text));
        },
      });
    });
  }
  for (const each of command.commands) translateNotes(each);
}

function notesInJapanese(notes: string): string {
  return notes
    .split(/\n\n/u)
    .map((paragraph) => {
      const isExample = /^\n?Examples?:\n/u.test(paragraph);
      if (isExample) return paragraph.replace(/Examples?:/u, '例:');
      return wrap(inJapanese(paragraph.trim().replaceAll(/\s+/gu, ' ')), NOTES_WIDTH).join('\n');
    })
    .join('\n\n')
    .replace(/\n*$/u, '\n');
}

/** As wide as the English notes are. */
const NOTES_WIDTH = 84;

/** In English where there is no Japanese. */
function inJapanese(text: string): string {
  return JAPANESE[text] ?? text;
}

function described<Item extends Argument | Option>(item: Item): Item {
  const { description, defaultValueDescription } = item;
  const words = defaultValueDescription === undefined ? undefined : inJapanese(defaultValueDescription);
  return Object.assign(Object.create(item) as Item, {
    description: inJapanese(description),
    defaultValueDescription: words,
  });
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': 'オプション:',
  'Commands:': 'コマンド:',
};

const JAPANESE: Readonly<Record<string, string>> = {
  'Moves tenants from Apex One SaaS to Vision One: checks and uploads files, shows how far they are.':
    'テナントをApex One SaaSからVision Oneへ移行します。ファイルの検査と投入、進捗の確認を行います。',
  'Every command takes --help and --json. docs/command-line.md shows what each one prints. Behind a proxy: HTTPS_PROXY, NO_PROXY, and NODE_EXTRA_CA_CERTS for a private authority.':
    'どのコマンドにも--helpと--jsonを指定できます。出力の例はdocs/command-line.mdにあります。プロキシ環境ではHTTPS_PROXY、NO_PROXY、独自の認証局にはNODE_EXTRA_CA_CERTSを設定してください。',
  'display help for command': 'ヘルプを表示する',
  'print the name and the version; with --json as one object':
    '名前とバージョンを表示する（--jsonではオブジェクト1つ）',
  'check a CSV before it is uploaded: every problem at once, with what to do':
    'アップロード前にCSVを検査し、すべての不備と対処方法をまとめて表示します',
  'sheet of a workbook (.xlsx), if not the first': 'ブック（.xlsx）のシート名（先頭のシート以外を使う場合）',
  'language of what is said': '表示の言語',
  'that of LANG, else English': 'LANGの言語、なければ英語',
  none: 'なし',
  'print one JSON object and nothing else on stdout': '標準出力にJSONオブジェクト1つだけを出力する',
  'larger files are refused': 'これより行数の多いファイルは受け付けない',
  'a file with more rejected rows is refused, from ten rows on':
    '不備のある行の割合がこれを超えるファイルは受け付けない（10行以上の場合）',
  "domains besides the tenants' own that may get mail without a notice":
    'テナント自身のドメイン以外に、注意を出さずに宛先とするドメイン',
  'two tenants with one Apex Central console are a notice':
    '2つのテナントが同じApex Centralを使う場合に、不備ではなく注意とする',
  'the deployment on AWS of this name': 'AWS上のこの名前のデプロイを使う',
  'its AWS region, from stages/NAME.json or the usual settings where it is not given':
    'AWSリージョン（指定がなければstages/NAME.jsonまたは通常の設定に従う）',
  'what `npm run local` keeps up on this computer': 'このコンピュータで`npm run local`が動かしている環境を使う',
  'the folder of that run': 'その実行のフォルダ',
  'the CSV, or a workbook (.xlsx)': 'CSV、またはブック（.xlsx）',
  'say of a CSV when it would be finished if it were released now, what AWS would charge, and what binds':
    'CSVについて、いま開始した場合の完了時刻、AWSの料金、制約となる条件を見積もります',
  "AWS region, for its default quotas; a new account's may be lower":
    'AWSリージョン（既定のクォータに使う。新しいアカウントではこれより低いことがある）',
  'who works on the consoles where a row does not say': '行に指定がない場合に、コンソールの操作を行うもの',
  'tenants that may begin in a second for the vendor to be content':
    '1秒間に開始してよいテナント数（メーカーへの配慮）',
  'time zone of what is said': '表示のタイムゾーン',
  'check a CSV, upload it and tell the batch that it starts': 'CSVを検査してアップロードし、開始するバッチを表示します',
  'every check, and nothing is changed at the vendor': '事前確認のみ（メーカー側では何も変更しない）',
  'the latest batches and how many tasks wait for a person; or one batch; or one tenant':
    '最新のバッチと対応待ちの作業数、または1つのバッチか1つのテナントの状況を表示します',
  'how many batches': 'バッチの数',
  'a batch or a tenant': 'バッチまたはテナントのID',
  'follow a batch to its end: bars on a terminal, a line for each change elsewhere':
    'バッチを終わりまで追跡します（端末では進捗バー、それ以外では変化ごとに1行）',
  'how often to look': '確認の間隔',
  'the batch id; the latest batch without it': 'バッチID（省略時は最新のバッチ）',
  'download the reports of a batch: as pages in both languages, as CSV and as JSON, and rejected.csv where rows were rejected':
    'バッチの報告書をダウンロードします（日英のページ、CSV、JSON。不備のある行があればrejected.csvも）',
  'where to; a folder named after the batch without it': '保存先（省略時はバッチ名のフォルダ）',
  'the batch id': 'バッチID',
  'start one new batch of the tenants that a batch has not finished':
    'バッチで完了していないテナントを、新しいバッチとして開始します',
  'do open console tasks in a browser window: you pass CAPTCHA and codes, the hands do the rest':
    'コンソールの作業をブラウザの画面で行います。CAPTCHAと確認コードだけを人が入力し、残りは自動で操作します',
  'tasks of this batch alone': 'このバッチの作業だけを行う',
  'tasks of this step alone, such as ConfirmLicence': 'このステップの作業だけを行う（ConfirmLicenceなど）',
  'tasks of this tenant alone': 'このテナントの作業だけを行う',
  'who you are, for the record; only with --local': '作業者の名前（記録用。--localの場合のみ）',
  'chrome, msedge, or the path of a Chromium': 'chrome、msedge、またはChromiumのパス',
  'so many tenants side by side, a window each': '同時に進めるテナント数（1テナントに1画面）',
  'ask before each press that cannot be undone': '取り消しのできない操作の前に、毎回確認する',
  'end when no task is open, instead of waiting for the next one': '作業がなくなったら、次を待たずに終了する',
  'show the plan of a batch that waits for its release, and confirm it':
    '開始の承認を待っているバッチの計画を表示し、承認します',
  'who confirms, for the record; asked for on a terminal, unless given': '承認者の名前（記録用。省略時は端末で尋ねる）',
  'confirm without being asked, if the plan still has this hash':
    '計画のハッシュがこの値のままであれば、確認せずに承認する',
  'hold a batch, or everything, before each point of no return':
    'バッチまたは全体を、取り消しのできない操作の前で一時停止します',
  'every batch of the deployment, instead of one': '1つのバッチではなく、すべてのバッチを対象とする',
  'who turns the switch, for the record; by default who is signed in here':
    '操作する人の名前（記録用。省略時はサインイン中の利用者）',
  'why, in words that others will read': '理由（ほかの人が読みます）',
  'let a batch, or everything, go on after a pause': '一時停止したバッチまたは全体を再開します',
  'end a batch, or everything, before each point of no return':
    'バッチまたは全体を、取り消しのできない操作の前で終了します',
  'ask the customer of a migrated tenant, once more, to take it over':
    '移行済みテナントのお客様に、引き継ぎをもう一度ご案内します',
  'the tenant id': 'テナントID',
  'everything that was done with a tenant: who, what, when, and what was seen':
    'テナントに対して行ったすべての記録（誰が、何を、いつ、何を確認したか）を表示します',
  'one zip of the pictures, the journal and the completion report of a tenant, with the SHA-256 of each part':
    'テナントの画面の記録、作業記録、作業完了報告書を、各部分のSHA-256とともに1つのzipにまとめます',
  'the zip; evidence-TENANT.zip without it': '保存するzip（省略時はevidence-TENANT.zip）',
  'import, list and destroy the passwords and seeds of tenants':
    'テナントのパスワードとワンタイムパスワードの鍵を登録、一覧表示、破棄します',
  'seal passwords and seeds on this computer and put them into the vault':
    'パスワードなどをこのコンピュータで暗号化し、保管庫に登録します',
  'without a file: whose secret it is': 'ファイルを使わない場合：対象のテナント',
  'without a file: clp, totp or apex-central': 'ファイルを使わない場合：clp、totp、apex-centralのいずれか',
  'without a file: the user account of Apex Central': 'ファイルを使わない場合：Apex Centralのユーザアカウント',
  'replace what is in the vault already': '登録済みのものを置き換える',
  'delete the file afterwards without asking': '登録後、確認せずにファイルを削除する',
  'CSV with tenant_id, system, account, secret; - for stdin; without it one secret is asked for':
    'tenant_id、system、account、secretのCSV（-は標準入力。省略時は1件だけ尋ねる）',
  'which secrets are in the vault, and since when; never their values':
    '保管庫にある秘密情報の種類と登録日時を表示します（値は表示しません）',
  'everything of this tenant; without it, what was imported for each tenant':
    'このテナントのすべて（省略時は、各テナントの登録済みのもの）',
  "destroy a tenant's secrets; nothing brings them back": 'テナントの秘密情報を破棄します（元に戻せません）',
  'also passwords that only we know: without them the customer may be locked out':
    '当方だけが知っているパスワードも破棄する（お客様がサインインできなくなることがあります）',
  'do not ask': '確認しない',
  'look whether an account and a deployment are ready for tenants: each check fine, or what to do':
    'アカウントとデプロイの準備ができているかを確認し、項目ごとに結果と対処方法を表示します',
  'put the quotas found into stages/NAME.json, and lower its starts a second to what they allow':
    '確認したクォータをstages/NAME.jsonに書き込み、1秒あたりの開始数をその範囲に下げる',
  'delete the personal data of a tenant for good; leaves a proof without any of it':
    'テナントの個人情報を完全に削除します（個人情報を含まない証明だけが残ります）',
  'With --stage or --local the consoles are compared with those that other tenants have in the records of that deployment.':
    '--stageまたは--localを指定すると、そのデプロイに記録されたほかのテナントのコンソールとも照合します。',
  'Ends with 0 when every row is accepted, 3 when some are rejected, 2 when the file is refused, missing or unreadable, 1 when the command itself could not run.':
    '終了コードは、全行を受け付けた場合が0、不備のある行がある場合が3、ファイルを受け付けられないか読めない場合が2、コマンドを実行できなかった場合が1です。',
  'Times count no waiting for people: for consents, and for what only a person can do. Hours of people are modelled from counted presses and keys, for clean tenants. Prices are list prices of AWS, without free tiers. Ends with 0, with 2 when the file is refused, missing or unreadable, with 1 when the command itself could not run.':
    '時間には、同意など人の対応を待つ時間を含みません。人の作業時間は、問題のないテナントについて、数えたクリック数とキー数から見積もります。料金はAWSの定価で、無料利用枠を含みません。終了コードは0、ファイルを受け付けられないか読めない場合が2、コマンドを実行できなかった場合が1です。',
  'A refused file is not uploaded (2). Rejected rows stay behind, in rejected.csv of the batch; the others start.':
    '受け付けられないファイルはアップロードしません（2）。不備のある行はバッチのrejected.csvに残り、ほかの行は開始されます。',
  'Ctrl-C stops watching (130); the batch goes on. With --json each change is one object on a line of its own.':
    'Ctrl-Cで追跡を終了します（130）。バッチは続きます。--jsonでは、変化ごとに1行のオブジェクトを出力します。',
  'The rows are those of its report.csv, as they came: correct what is wrong with a row in report.csv itself, and submit that file instead.':
    '対象の行は、そのバッチのreport.csvの行です。行に誤りがある場合は、report.csvを修正してsubmitで投入してください。',
  'Keys, while you are asked: d leaves the task to the desk, n leaves it for later. Ctrl-C ends. The task then stands as it was; so it does when you close the window.':
    '操作を求められている間のキー：dはデスクに任せる、nは後回しにする。Ctrl-Cで終了します。終了した場合も画面を閉じた場合も、作業は元の状態のまま残ります。',
  'Where two operators have to release a batch, this is one of them: the other signs in to the desk. A no is given there as well.':
    '2人の承認が必要な場合、このコマンドはそのうちの1人分です。もう1人はデスクにサインインして承認します。承認しない場合もデスクで回答します。',
  'A tenant goes on to its next point of no return and waits there at the desk, seven days at most. An update that runs is watched to its end.':
    'テナントは、次の取り消しのできない操作の直前まで進み、最長7日間待機します。実行中のアップデートは、完了まで確認を続けます。',
  'Tenants that a stop has ended stay ended: visionlift retry starts them again.':
    'stopで終了したテナントは再開されません。visionlift retryで開始し直してください。',
  'Tenants that wait for a person before anything has changed end at once, others where they would change something next. An update that runs is watched to its end.':
    '何も変更していない段階で人の対応を待っているテナントは直ちに終了し、ほかのテナントは次に変更を行う直前で終了します。実行中のアップデートは、完了まで確認を続けます。',
  'For a tenant whose hand-over has ended and is still open: the customer let 60 days pass, or nobody could be asked at the time. Users who have not upgraded are asked again as well.':
    '引き継ぎが完了しないまま終了したテナントが対象です（60日以内に対応がなかった場合、または案内先がなかった場合）。アップグレードがお済みでないユーザにも、もう一度ご案内します。',
  'Write down the hash of the manifest that it prints: with it, and the zip, anybody can see later that nothing was changed.':
    '表示されるマニフェストのハッシュを控えておいてください。zipとあわせて、後から変更がないことを確認できます。',
  'A secret is never an argument: others on this computer could read it. With a bad line nothing is imported (2).':
    '秘密情報を引数で渡すことはできません（同じコンピュータのほかの利用者に読まれるためです）。1行でも誤りがあれば、何も登録しません（2）。',
  "Looks at quotas, SES (sandbox, identity, DKIM, suppression, receiving), MX, the CDK bootstrap, keys, dead letters, alarms, the deployed version and this computer's clock, all at once and within ten seconds. Changes nothing but, with --write, the stage file. A check that could not be made says so and counts as not fine. Ends with 0 when all is fine, 4 when something is to be done or could not be looked at, 1 when the command itself could not run.":
    'クォータ、SES（サンドボックス、ID、DKIM、抑制リスト、受信）、MX、CDKのブートストラップ、鍵、デッドレター、アラーム、デプロイ済みのバージョン、このコンピュータの時計を、10秒以内にまとめて確認します。--writeの場合のステージファイルを除き、何も変更しません。確認できなかった項目はその旨を表示し、正常とは扱いません。終了コードは、すべて正常な場合が0、対処が必要か確認できなかった場合が4、コマンドを実行できなかった場合が1です。',
  'Only while nothing works on the tenant. Uploaded files and reports hold other tenants as well and go at the end of their retention; docs/security.md lists what remains, and until when.':
    'テナントの処理が行われていない間だけ実行できます。投入されたファイルと報告書にはほかのテナントも含まれるため、保存期間の終わりに削除されます。残るものとその期限はdocs/security.mdにあります。',
  // bin/local.ts
  'Runs visionlift on this computer; no AWS account is needed.':
    'visionliftをこのコンピュータで動かします。AWSアカウントは不要です。',
  'run the tenants of a CSV to their end': 'CSVのテナントを最後まで処理します',
  'the CSV, or a workbook (.xlsx); a file <stem>.vendor.json beside it tells what is special about its tenants':
    'CSV、またはブック（.xlsx）。同じ場所の<stem>.vendor.jsonに、テナントごとの特別な条件を書けます',
  'print one JSON object as the last line': '最後の行にJSONオブジェクト1つを出力する',
  'how fast waits pass: a multiple of real time, or max': '待ち時間の速さ（実時間の倍率、またはmax）',
  'folder for state, reports and mails': '状態、報告書、メールを保存するフォルダ',
  'go on with tables, objects and vendor of the last run in that folder': 'そのフォルダの前回の実行の続きから始める',
  'who does the console steps': 'コンソールの操作を行うもの',
  'keep everything up until stopped, and print the addresses': '停止するまで動かし続け、アドレスを表示します',
  'a CSV or a workbook to begin with, as run takes it': '最初に処理するCSVまたはブック（runと同じ）',
  'who releases a batch before anybody outside hears of it': 'お客様への連絡の前に、バッチの開始を承認する人',
  'who is asked to upgrade user accounts, and with it to take the tenant over':
    'ユーザアカウントのアップグレードと引き継ぎの案内先',
};
