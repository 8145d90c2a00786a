import { describe, expect, it } from 'vitest';
import { clip, oneLine } from '../../lambdas/domain/one-line.ts';

describe('oneLine', () => {
  it('makes one line of everything that any reader takes for a line break', () => {
    expect(oneLine('a\r\nb\nc\u0085d\u2028e\u0000f\tg')).toBe('a b c d e f g');
  });
});

describe('clip', () => {
  it('cuts what is too long, never within an emoji, and says that something is missing', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('😀😀😀😀', 3)).toBe('😀😀…');
  });
});
