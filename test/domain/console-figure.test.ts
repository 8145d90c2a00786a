import { describe, expect, test } from 'vitest';
import { readConsoleFigure } from '../../lambdas/domain/console-figure.ts';

describe('a figure of a console', () => {
  test.each([
    ['1250', 1250],
    ['1,250', 1250],
    ['１，２５０', 1250],
    ['1\u00a0250', 1250],
    ['1’250', 1250],
    ['1,250 台', 1250],
    ['12台 (前日比 +1)', 12],
    ['10 ユニット', 10],
    ['250 100%', 250],
    ['1250 管理対象外のエンドポイント: 7', 1250],
    ['0', 0],
  ])('is read: %s', (text, figure) => {
    expect(readConsoleFigure(text)).toBe(figure);
  });

  test.each([
    ...['', '-', '--', '…', '無制限', 'Unlimited', 'N/A', '読み込み中', '7日間オフライン:'],
    ...['12%', '3 / 10', '1-10', '1.2k', '1.5', '3 万', '1,25', '1.250', '2 k', '12345678901'],
  ])('is not made of "%s", and above all no 0', (text) => {
    expect(readConsoleFigure(text)).toBeUndefined();
  });
});
