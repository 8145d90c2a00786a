import { sayingIn, type Language } from '../language.ts';

/**
 * What a customer notices while the update runs, as the one who decides about it reads it: nothing at the PCs, and
 * consoles that cannot be used. Facts and duration are the guide's (its questions 1 and 2, and 3-16); the vendor's
 * documentation says that the duration depends on the number of agents.
 */
export function duringTheUpdate(language: Language): readonly string[] {
  return sayingIn(language)(
    [
      'お使いのパソコンには変更を加えません。アップデートの対象は管理コンソールのみで、エージェントのアップデートは発生せず、脅威検知時のポップアップも変わりません（メーカーのアップデートガイドより）。',
      'アップデート中は管理コンソールをご利用いただけません。所要時間はメーカーの検証実績で20～30分程度で、管理対象の台数によってはさらに時間がかかります。',
    ],
    [
      "Your PCs are not touched. Only the management consoles are updated: agents are not, and the pop-ups that users see stay the same (from the vendor's update guide).",
      "The consoles cannot be used while the update runs: 20-30 minutes in the vendor's own tests, longer with many agents.",
    ],
  );
}
