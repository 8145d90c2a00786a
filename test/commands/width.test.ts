import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../terminal/width.ts';

/** All up to the ideographs; of those, of Hangul and of what is beyond, some. */
const SCALARS = Array.from({ length: 0x1_10_00 }, (_, n) => n)
  .filter((n) => n < 0x3400 || n % 37 === 0 || n >= 0xff00)
  .filter((n) => n < 0xd800 || n > 0xdfff);

describe('the width of a text', () => {
  it('is what a closer look gives, for characters of every script, and marks that lean on another', () => {
    const texts = SCALARS.map((scalar) => `が${String.fromCodePoint(scalar)}x`);
    expect(
      [...texts, 'アﾞイ', '🇯🇵👩‍💻', '実行中\u001b[2m██░░\u001b[22m'].filter(
        (text) => widthOf(text) !== stringWidth(text),
      ),
    ).toEqual([]);
  });
});
