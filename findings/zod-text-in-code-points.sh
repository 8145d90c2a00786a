#!/usr/bin/env bash
# zod 4.4.0 and 4.5.0: since a minor version, the length of a text is counted in code points, and a time needs its
# seconds.
#
# z.string().max(5) refused 𠮷𠮷𠮷 (three characters beyond U+FFFF, in Japanese names) up to 4.4, as its length in
# JavaScript is 6, and takes it from 4.5 on; min() and length() turn the other way. Whatever is cut or checked by
# .length beside it, a form field with a maxlength or a database column in UTF-16, then disagrees. In the same step
# z.iso.datetime() came to refuse a time without seconds (2026-12-01T22:00Z), and still takes it where the zone may be
# missing ({ local: true }).
. "$(dirname "$0")/finding.bash"

install zod-before@npm:zod@4.4.0 zod-after@npm:zod@4.5.0 zod@4.6.7

program <<'JS'
const name = '𠮷𠮷𠮷';
for (const [version, specifier] of Object.entries({ '4.4.0': 'zod-before', '4.5.0': 'zod-after', '4.6.7': 'zod' })) {
  const z = await import(specifier);
  const takes = {
    'max(5)': z.string().max(5).safeParse(name),
    'min(4)': z.string().min(4).safeParse(name),
    'length(6)': z.string().length(6).safeParse(name),
    'length(3)': z.string().length(3).safeParse(name),
    '2026-12-01T22:00Z': z.iso.datetime().safeParse('2026-12-01T22:00Z'),
    '2026-12-01T22:00, local': z.iso.datetime({ local: true }).safeParse('2026-12-01T22:00'),
  };
  console.log(
    `${version}: ${Object.entries(takes)
      .map(([what, { success }]) => `${what} ${success}`)
      .join(', ')}`,
  );
}
JS

stated <<'TEXT'
4.4.0: max(5) false, min(4) true, length(6) true, length(3) false, 2026-12-01T22:00Z true, 2026-12-01T22:00, local true
4.5.0: max(5) true, min(4) false, length(6) false, length(3) true, 2026-12-01T22:00Z false, 2026-12-01T22:00, local true
4.6.7: max(5) true, min(4) false, length(6) false, length(3) true, 2026-12-01T22:00Z false, 2026-12-01T22:00, local true
TEXT
