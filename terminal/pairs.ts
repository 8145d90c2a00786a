import { widthOf } from './width.ts';
import { wrap } from './wrap.ts';

/** Lines of a name and its value, the values below each other; on a narrow terminal a value goes below its name. */
export function pairs(all: readonly (readonly [name: string, value: string])[], width: number): string[] {
  const widest = Math.max(...all.map(([name]) => widthOf(name)));
  return all.flatMap(([name, value]) => {
    const beside = wrap(value, width - widest - 4);
    const head = `  ${name}${' '.repeat(widest - widthOf(name))}  `;
    if (beside.length === 1 && widthOf(head + value) <= width) return [head + value];
    return [`  ${name}`, ...wrap(value, width - 4).map((line) => `    ${line}`)];
  });
}
