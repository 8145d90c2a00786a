import type { IncomingMessage } from 'node:http';
import { decodeAwsChunks } from './aws-chunked.ts';

/** Bytes; AWS takes no longer key either. */
const LONGEST_KEY = 1024;
/** Bytes of a list of keys or parts: a thousand keys of full length, and what stands around them. */
const LONGEST_XML = 4_000_000;

/** An answer that SDK clients turn into their typed error by its code. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = code;
    this.status = status;
    this.code = code;
  }

  /** A fault of this computer. */
  static of(error: unknown): S3Error {
    return new S3Error(500, 'InternalError', error instanceof Error ? error.message : String(error));
  }
}

/** What a client asks S3 for; its path is taken apart as it came, because `..` and `//` are parts of a key. */
export class S3Request {
  readonly id: string;
  readonly method: string;
  readonly bucket: string;
  /** Decoded; empty where a bucket is meant. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage, id: string) {
    this.id = id;
    this.#incoming = incoming;
    this.method = incoming.method ?? 'GET';
    const [path = '/', ...query] = (incoming.url ?? '/').split('?');
    this.query = new URLSearchParams(query.join('?'));
    const slash = path.indexOf('/', 1);
    this.bucket = decoded(slash === -1 ? path.slice(1) : path.slice(1, slash));
    this.key = slash === -1 ? '' : decoded(path.slice(slash + 1));
    if (Buffer.byteLength(this.key) > LONGEST_KEY)
      throw new S3Error(400, 'KeyTooLongError', `a key may have ${String(LONGEST_KEY)} bytes, also on AWS`);
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  headers(): [name: string, value: string][] {
    return Object.keys(this.#incoming.headers).map((name) => [name, this.header(name) ?? '']);
  }

  /** Who has signed the request, in its header or its address. */
  get accessKeyId(): string | undefined {
    const inHeader = /Credential=([^/]+)\//u.exec(this.header('authorization') ?? '')?.[1];
    return inHeader ?? this.query.get('AWSAccessKeyId') ?? this.query.get('X-Amz-Credential')?.split('/')[0];
  }

  /** Whether the query has these sub-resources and parameters, and none that this S3 would have to leave out. */
  asksOnlyFor(...known: string[]): boolean {
    return [...this.query.keys()].every((name) => known.includes(name) || isAboutTheRequest(name));
  }

  notImplemented(): S3Error {
    const asked = [...this.query.keys()].filter((name) => !isAboutTheRequest(name)).join(', ');
    const where = this.key === '' ? 'a bucket' : 'an object';
    const what = `${this.method} of ${where}${asked === '' ? '' : ` with ${asked}`}`;
    return new S3Error(501, 'NotImplemented', `the S3 of the embedded mode has no ${what}`);
  }

  /** The bytes that are meant, without the framing of `aws-chunked`; throws `IncompleteBody` where they break off. */
  async *content(): AsyncGenerator<Buffer> {
    const isFramed = String(this.header('x-amz-content-sha256')).startsWith('STREAMING-');
    const announced = this.header(isFramed ? 'x-amz-decoded-content-length' : 'content-length');
    let size = 0;
    try {
      const bytes = this.#incoming as AsyncIterable<Buffer>;
      for await (const each of isFramed ? decodeAwsChunks(bytes) : bytes) {
        size += each.length;
        yield each;
      }
    } catch (error) {
      throw new S3Error(400, 'IncompleteBody', error instanceof Error ? error.message : String(error));
    }
    if (announced !== undefined && Number(announced) !== size)
      throw new S3Error(400, 'IncompleteBody', `${announced} bytes were announced, and ${String(size)} came`);
  }

  /** The body of a request that is XML. */
  async xml(): Promise<string> {
    const all: Buffer[] = [];
    let size = 0;
    for await (const each of this.content()) {
      size += each.length;
      if (size > LONGEST_XML) throw new S3Error(400, 'MalformedXML', 'the list is longer than S3 takes');
      all.push(each);
    }
    return Buffer.concat(all).toString();
  }
}

const ABOUT_THE_REQUEST = new Set(['x-id', 'AWSAccessKeyId', 'Signature', 'Expires']);

/** Parameters by which the SDK names its operation, and those of a signature in the address, older or newer. */
function isAboutTheRequest(name: string): boolean {
  return ABOUT_THE_REQUEST.has(name) || name.toLowerCase().startsWith('x-amz-');
}

/** A URL-encoded name; throws `InvalidURI` for what is none. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', `"${text}" is no URL-encoded name`);
  }
}

/** An element of XML; a text is escaped, elements within stand as they are. */
export function element(name: string, content: string | number | boolean | readonly string[]): string {
  return `<${name}>${Array.isArray(content) ? content.join('') : escaped(String(content))}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"\u0000-\u001f]/gu, (one) => `&#${String(one.charCodeAt(0))};`);
}

/** What stands in each element of that name, as it is written. */
export function elementsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'gu'))].map(
    ([, inner]) => inner ?? '',
  );
}

/** The text of the first element of that name; `undefined` where there is none. */
export function textOf(xml: string, name: string): string | undefined {
  return elementsOf(xml, name)[0]?.replaceAll(/&(#x[0-9a-f]+|#\d+|\w+);/giu, (all, reference: string) => {
    if (reference.startsWith('#x')) return String.fromCodePoint(Number.parseInt(reference.slice(2), 16));
    if (reference.startsWith('#')) return String.fromCodePoint(Number(reference.slice(1)));
    return ENTITIES[reference] ?? all;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
