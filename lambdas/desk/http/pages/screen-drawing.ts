import { html, type Html } from '../../../domain/html.ts';
import type { Screen } from '../../task-view.ts';

const [WIDTH, LEFT, LINE] = [320, 20, 46];
/** Pixels of a letter of 13 pixels: those of Japanese are as wide as high. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, each) => sum + (/[\x20-\x7e]/u.test(each) ? 7 : 13), 0);

/**
 * A screen of the vendor as a plain drawing: its heading, its fields in their order, and the button that is pressed, in the
 * words that stand on it. No picture of the vendor's, and nothing that must be loaded; what it shows is said in the text beside it.
 */
export function screenDrawing({ title, fields = [], button, says }: Screen): Html {
  const rows = fields.map(
    (field, index) =>
      html`<text x="${LEFT}" y="${58 + index * LINE}" font-size="12" fill="#4b5868">${field}</text>
        <rect
          x="${LEFT}"
          y="${63 + index * LINE}"
          width="${WIDTH - 2 * LEFT}"
          height="22"
          rx="3"
          fill="#fff"
          stroke="#6b7889"
        />`,
  );
  const below = 50 + fields.length * LINE;
  const wide = button === undefined ? 0 : widthOf(button) + 28;
  const height = below + (says === undefined ? 0 : 24) + (button === undefined ? 8 : 44);
  const top = below + (says === undefined ? 0 : 24);
  return html`<svg
    class="screen"
    viewBox="0 0 ${WIDTH} ${height}"
    width="${WIDTH}"
    height="${height}"
    aria-hidden="true"
  >
    <rect x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="6" fill="#f3f5f7" stroke="#6b7889" />
    <path d="M1 34H${WIDTH - 1}" stroke="#6b7889" />
    <text x="${LEFT}" y="23" font-size="13" font-weight="600" fill="#1c2430">${title}</text>
    ${rows}
    ${says !== undefined && html`<text x="${LEFT}" y="${below + 12}" font-size="13" fill="#1c2430">${says}</text>`}
    ${
      button !== undefined &&
      html`<rect x="${LEFT}" y="${top}" width="${wide}" height="30" rx="4" fill="#0a58b0" />
        <text x="${LEFT + 14}" y="${top + 20}" font-size="13" font-weight="600" fill="#fff">${button}</text>`
    }
  </svg>`;
}
