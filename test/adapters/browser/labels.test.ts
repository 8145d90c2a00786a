import { describe, expect, it } from 'vitest';
import { inWords, label, title } from '../../../lambdas/adapters/browser/label.ts';
import { LABELS, type LabelName } from '../../../lambdas/adapters/browser/labels.ts';

describe('a label', () => {
  it.each([
    ['save', ['保存', ' Save ', '保存:'], ['保存して続行', 'Save as', 'Autosave']],
    [
      'update',
      ['アップデート', '[アップデート]', 'update'],
      ['アップデートする前に、新しいEndpoint Securityを試しますか?', 'アップデートに同意する', 'Updates'],
    ],
    ['accessVisionOne', ['Trend Vision One にアクセス', 'Trend Vision Oneにアクセス'], ['Trend Vision One']],
    ['openConsole', ['🔗 コンソールを開く', 'Open Console'], ['コンソールを開くには']],
    ['registered', ['登録済み', 'Registered'], ['登録されていません', 'Not registered', '登録']],
    ['loginId', ['ログインID:', 'ログインID：'], ['ログインIDを記憶する']],
    [
      'apexOneProduct',
      ['Trend Micro Apex One™ as a Service'],
      ['Apex One and Apex Central Full Feature for Windows and Mac'],
    ],
  ] as [LabelName, string[], string[]][])('%s is itself and nothing longer', (name, itself, others) => {
    for (const text of itself) expect(text).toMatch(label(name));
    for (const text of others) expect(text).not.toMatch(label(name));
  });

  it('of a page may stand behind the name of the product', () => {
    expect('Trend Vision One™ | Product Instance').toMatch(title('productInstance'));
    expect('Trend Vision One™ Standard Endpoint Protection').toMatch(title('standardEndpointProtection'));
  });

  it.each([
    [
      'trendVisionOne',
      ['TrendAI Vision One', 'TrendAI Vision One™', 'TrendAI™ Vision One™', 'Trend Micro Vision One™'],
    ],
    ['accessVisionOne', ['TrendAI Vision One™ にアクセス', 'Access TrendAI Vision One™']],
    [
      'nowRegistered',
      ['TrendAI Vision Oneに正常に登録されました。', 'Successfully registered with TrendAI Vision One™.'],
    ],
    ['integrationSettingsPage', ['TrendAI Vision One™の統合設定', 'Trend Micro Vision One の統合設定']],
    ['apexOneType', ['TrendAI Apex One as a Service', 'TrendAI™ Apex One™ SaaS', 'Trend Micro Apex One SaaS']],
  ] as [LabelName, string[]][])('%s is known under every name of the vendor, old or new', (name, texts) => {
    for (const text of texts) expect(text).toMatch(label(name));
  });

  it('is known with what lays out a long word and is not seen, which Playwright leaves in the text for a pattern', () => {
    for (const text of ['保\u200b存', '保\u00ad存', '\ufeff保\u2060存', '保\n      存'])
      expect(text).toMatch(label('save'));
    expect('Trend\u00a0Micro\u200b Vision\u00ad One').toMatch(label('trendVisionOne'));
  });

  it('of another product or another vendor is not taken for ours because it has a brand', () => {
    for (const text of ['TrendAI Cloud One', 'Trendy Vision One', 'OtherAI Vision One', 'TrendAI Vision One Credits'])
      expect(text).not.toMatch(label('trendVisionOne'));
    expect('TrendAI™ Apex One On-premises').not.toMatch(label('apexOneType'));
    expect('TrendAI Vision One™ | Product Instance').toMatch(title('productInstance'));
  });

  it.each(Object.keys(LABELS) as LabelName[])('%s is known by each of its texts, in both languages', (name) => {
    const { ja, en } = LABELS[name];
    for (const text of [...ja, ...en]) expect(text).toMatch(label(name));
    expect(inWords(name)).toContain(ja[0]);
  });
});
