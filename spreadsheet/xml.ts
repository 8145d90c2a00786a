import { Parser } from 'htmlparser2';

/** What a reader of one part is told. Names come without the prefix of their namespace. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The part is no well-formed text; its rows cannot be trusted. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const PIECE = 1 << 16;

/** Reads a part of a workbook in pieces. Throws XmlError where it is cut off or in no encoding that it may have. */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const open: string[] = [];
  let isWhole = false;
  let wasJustOpened = false;
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        const name = localName(qualified);
        open.push(name);
        wasJustOpened = true;
        handler.open?.(name, attributes);
      },
      ontext(text) {
        wasJustOpened = false;
        handler.text?.(text);
      },
      onclosetag(qualified, isImplied) {
        const name = localName(qualified);
        // An empty element is closed by itself; any other end that is not written was lost.
        if (open.pop() !== name || (isImplied && !wasJustOpened)) throw new XmlError(name);
        wasJustOpened = false;
        if (open.length === 0) isWhole = true;
        handler.close?.(name);
      },
    },
    { xmlMode: true },
  );
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    }
    parser.write(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) throw new XmlError('encoding');
    throw error;
  }
  parser.end();
  if (!isWhole) throw new XmlError('end');
}

/** Of an attribute `r:id`: writers choose the prefixes of namespaces. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}

/** An xsd:boolean. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/**
 * The text of an ST_Xstring (ECMA-376 part 1, 22.9.2.19): characters that XML cannot have are written `_x000D_`, and an
 * underscore before such a text `_x005F_`.
 */
export function xstring(text: string): string {
  const plain = text.includes('\r') ? text.replaceAll(/\r\n?/gu, '\n') : text;
  return plain.includes('_x')
    ? plain.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : plain;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
