import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { CreationReason } from './s3-events.ts';
import { pageOf } from './s3-list.ts';
import { S3Error, decoded, element, elementsOf, textOf, type S3Request } from './s3-request.ts';
import type { BucketFiles, StoredVersion, Written } from './s3-store.ts';

/** What S3 gives in one page at most. */
const MOST_IN_A_PAGE = 1000;
const LIST_V2 = ['list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after'];
const LIST_V1 = ['prefix', 'delimiter', 'max-keys', 'marker'];
const LIST_VERSIONS = ['versions', 'prefix', 'delimiter', 'max-keys', 'key-marker', 'version-id-marker'];
/** Of both lists: how the answer is written, and what it leaves out anyhow. */
const WRITTEN = ['encoding-type', 'fetch-owner'];
/** What a reader is given back as it was put. */
const KEPT =
  /^(content-(type|encoding|disposition|language)|cache-control|expires|x-amz-(meta-.+|website-redirect-location))$/u;
/** Parameters of an address by which a reader asks for another header. */
const OVERRIDES = ['type', 'encoding', 'disposition', 'language'].map((name) => `response-content-${name}`);

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  xml?: string;
  body?: Readable;
}

/** What the buckets of one S3 have in common: instants and versions, events, and each other. */
export interface Creating {
  next(): { version: string; at: string };
  created(bucket: S3Bucket, object: StoredVersion, reason: CreationReason, requestId: string): void;
  sourceOf(bucket: string): S3Bucket | undefined;
}

/** First and last byte. */
interface Range {
  start: number;
  end: number;
}

interface Source {
  object: StoredVersion;
  body: (range?: Range) => Readable;
}

interface Upload {
  key: string;
  headers: Record<string, string>;
  parts: Map<number, Written>;
}

/** The requests to one bucket and its objects. */
export class S3Bucket {
  readonly name: string;
  readonly #files: BucketFiles;
  readonly #creating: Creating;
  /** Uploads in parts that are under way; they end with the process. */
  readonly #uploads = new Map<string, Upload>();

  constructor(name: string, files: BucketFiles, creating: Creating) {
    this.name = name;
    this.#files = files;
    this.#creating = creating;
  }

  get isEmpty(): boolean {
    return this.#files.isEmpty;
  }

  get isVersioned(): boolean {
    return this.#files.isVersioned;
  }

  keepVersions(): void {
    this.#files.keepVersions();
  }

  async answer(request: S3Request): Promise<Answer> {
    const { method, key, query } = request;
    const asks = (as: string, ...known: string[]): boolean => method === as && request.asksOnlyFor(...known);
    if (key === '') {
      if (asks('HEAD')) return { status: 200, headers: { 'x-amz-bucket-region': 'ap-northeast-1' } };
      if (query.has('location') && asks('GET', 'location'))
        return { status: 200, xml: element('LocationConstraint', 'ap-northeast-1') };
      if (query.has('versioning') && asks('GET', 'versioning')) return this.#showVersioning();
      if (query.has('versioning') && asks('PUT', 'versioning')) return this.#setVersioning(request);
      if (query.has('delete') && asks('POST', 'delete')) return this.#deleteEach(request);
      if (query.has('versions') && asks('GET', ...LIST_VERSIONS, ...WRITTEN)) return this.#listVersions(request);
      if (query.get('list-type') === '2' && asks('GET', ...LIST_V2, ...WRITTEN)) return this.#list(request);
      if (asks('GET', ...LIST_V1, ...WRITTEN)) return this.#list(request);
      throw request.notImplemented();
    }
    if (asks('GET', 'versionId', ...OVERRIDES) || asks('HEAD', 'versionId', ...OVERRIDES)) return this.#read(request);
    if (asks('PUT')) {
      return request.header('x-amz-copy-source') === undefined ? this.#put(request) : this.#copy(request);
    }
    if (asks('DELETE', 'versionId')) return this.#delete(key, query.get('versionId') ?? undefined);
    if (query.has('uploads') && asks('POST', 'uploads')) return this.#beginUpload(request);
    if (query.has('uploadId')) {
      if (asks('PUT', 'uploadId', 'partNumber')) return this.#putPart(request);
      if (asks('POST', 'uploadId')) return this.#completeUpload(request);
      if (asks('DELETE', 'uploadId')) return this.#abortUpload(request);
    }
    throw request.notImplemented();
  }

  /** The bytes and headers of an object that is copied. */
  open(key: string, version: string | undefined): Source {
    const object = this.#find(key, version);
    return { object, body: (range) => this.#files.read(object, range) };
  }

  /** What the request names to be copied. */
  #sourceOf(request: S3Request): Source {
    const [path = '', query = ''] = (request.header('x-amz-copy-source') ?? '').split('?');
    const [, name = '', key = ''] = /^\/?([^/]*)\/(.*)$/su.exec(decoded(path)) ?? [];
    const source = this.#creating.sourceOf(name);
    if (!source) throw new S3Error(404, 'NoSuchBucket', `there is no bucket ${name}`);
    return source.open(key, new URLSearchParams(query).get('versionId') ?? undefined);
  }

  #find(key: string, version: string | undefined): StoredVersion {
    const found = this.#files.find(key, version === 'null' ? undefined : version);
    if (!found && version !== undefined)
      throw new S3Error(404, 'NoSuchVersion', `there is no version ${version} of ${key} in ${this.name}`);
    if (!found) throw new S3Error(404, 'NoSuchKey', `there is no object ${key} in ${this.name}`);
    if (found.isDeleteMarker)
      throw new S3Error(405, 'MethodNotAllowed', `this version of ${key} says that it was deleted`);
    return found;
  }

  #read(request: S3Request): Answer {
    const { key, query } = request;
    const object = this.#find(key, query.get('versionId') ?? undefined);
    const { size, etag, at, headers } = object;
    const wanted = request.header('if-match');
    if (wanted !== undefined && wanted !== '*' && !tagsOf(wanted).includes(etag))
      throw new S3Error(412, 'PreconditionFailed', `${key} is not the one of If-Match`);
    if (tagsOf(request.header('if-none-match') ?? '').includes(etag))
      throw new S3Error(304, 'NotModified', `${key} is the one of If-None-Match`);
    const range = rangeOf(request.header('range'), size);
    const overridden = OVERRIDES.flatMap((name) => {
      const value = query.get(name);
      return value === null ? [] : [[name.slice('response-'.length), value] as const];
    });
    return {
      status: range ? 206 : 200,
      headers: {
        'content-type': 'binary/octet-stream',
        ...headers,
        ...Object.fromEntries(overridden),
        'content-length': String(range ? range.end - range.start + 1 : size),
        ...(range && { 'content-range': `bytes ${String(range.start)}-${String(range.end)}/${String(size)}` }),
        'accept-ranges': 'bytes',
        etag: `"${etag}"`,
        'last-modified': new Date(at).toUTCString(),
        ...this.#versionOf(object),
      },
      ...(size > 0 && request.method === 'GET' && { body: this.#files.read(object, range) }),
    };
  }

  async #put(request: S3Request): Promise<Answer> {
    const { key } = request;
    this.#refuseExisting(request);
    const written = await this.#files.receive(request.content());
    const expected = request.header('content-md5');
    if (expected !== undefined && Buffer.from(expected, 'base64').toString('hex') !== written.md5) {
      await this.#files.discard(written);
      throw new S3Error(400, 'BadDigest', 'the bytes that came are not those of Content-MD5');
    }
    this.#refuseExisting(request);
    const object = await this.#keep({ key, written, etag: written.md5, headers: keptOf(request) });
    this.#creating.created(this, object, 'PutObject', request.id);
    return { status: 200, headers: { etag: `"${object.etag}"`, ...this.#versionOf(object) } };
  }

  /** `If-None-Match: *`: only where there is none yet. */
  #refuseExisting(request: S3Request): void {
    if (request.header('if-none-match') === '*' && this.#files.find(request.key))
      throw new S3Error(412, 'PreconditionFailed', `there is an object ${request.key} already`);
  }

  async #copy(request: S3Request): Promise<Answer> {
    const { object: from, body } = this.#sourceOf(request);
    const isReplaced = request.header('x-amz-metadata-directive') === 'REPLACE';
    const written = await this.#files.receive(body() as AsyncIterable<Buffer>);
    const headers = isReplaced ? keptOf(request) : from.headers;
    const object = await this.#keep({ key: request.key, written, etag: written.md5, headers });
    this.#creating.created(this, object, 'CopyObject', request.id);
    const result = [element('ETag', `"${object.etag}"`), element('LastModified', object.at)];
    return { status: 200, headers: this.#versionOf(object), xml: element('CopyObjectResult', result) };
  }

  async #keep(as: { key: string; written: Written; etag: string; headers: StoredVersion['headers'] }) {
    const { key, written, etag, headers } = as;
    return this.#files.keep(written, { key, etag, headers, ...this.#creating.next() });
  }

  #delete(key: string, version: string | undefined): Answer {
    if (version === undefined || version === 'null') {
      const marker = this.#files.delete(key, this.#creating.next());
      return { status: 204, headers: marker ? { 'x-amz-delete-marker': 'true', ...this.#versionOf(marker) } : {} };
    }
    const found = this.#files.find(key, version);
    if (found) this.#files.remove(found);
    return { status: 204, headers: { 'x-amz-version-id': version } };
  }

  async #deleteEach(request: S3Request): Promise<Answer> {
    const xml = await request.xml();
    const isQuiet = textOf(xml, 'Quiet') === 'true';
    const deleted = elementsOf(xml, 'Object').map((object) => {
      const key = textOf(object, 'Key');
      if (key === undefined) throw new S3Error(400, 'MalformedXML', 'an object to delete has no key');
      this.#delete(key, textOf(object, 'VersionId'));
      return element('Deleted', [element('Key', key)]);
    });
    return { status: 200, xml: element('DeleteResult', isQuiet ? [] : deleted) };
  }

  #showVersioning(): Answer {
    const status = this.isVersioned ? [element('Status', 'Enabled')] : [];
    return { status: 200, xml: element('VersioningConfiguration', status) };
  }

  async #setVersioning(request: S3Request): Promise<Answer> {
    const status = textOf(await request.xml(), 'Status');
    if (status !== 'Enabled')
      throw new S3Error(501, 'NotImplemented', `versioning is enabled here, or not: not "${status ?? ''}"`);
    this.keepVersions();
    return { status: 200 };
  }

  #list(request: S3Request): Answer {
    const { query } = request;
    const isV2 = query.get('list-type') === '2';
    const token = query.get('continuation-token');
    const after = isV2
      ? token === null
        ? (query.get('start-after') ?? '')
        : Buffer.from(token, 'base64url').toString()
      : (query.get('marker') ?? '');
    const { common, write, page } = this.#page(request, this.#files.latest(), after);
    const { entries, commonPrefixes, next } = page;
    const contents = entries.map((object) => element('Contents', [...shown(object, write), STORAGE_CLASS]));
    const more = isV2
      ? [
          element('KeyCount', entries.length + commonPrefixes.length),
          ...(token === null ? [] : [element('ContinuationToken', token)]),
          ...(next === undefined ? [] : [element('NextContinuationToken', Buffer.from(next).toString('base64url'))]),
        ]
      : [element('Marker', write(after)), ...(next === undefined ? [] : [element('NextMarker', write(next))])];
    return { status: 200, xml: element('ListBucketResult', [...common, ...more, ...contents]) };
  }

  #listVersions(request: S3Request): Answer {
    const after = request.query.get('key-marker') ?? '';
    const { common, write, page } = this.#page(request, this.#files.versions(), after);
    const each = page.entries.map((object) => {
      const about = [element('VersionId', object.version), element('IsLatest', this.#files.isLatest(object))];
      if (!object.isDeleteMarker) return element('Version', [...shown(object, write), STORAGE_CLASS, ...about]);
      const marker = [element('Key', write(object.key)), element('LastModified', object.at)];
      return element('DeleteMarker', [...marker, ...about]);
    });
    const next = page.next === undefined ? [] : [element('NextKeyMarker', write(page.next))];
    return { status: 200, xml: element('ListVersionsResult', [...common, ...next, ...each]) };
  }

  #page<T extends { key: string }>({ query }: S3Request, all: readonly T[], after: string) {
    const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
    const asked = Number(query.get('max-keys') ?? MOST_IN_A_PAGE);
    if (!Number.isInteger(asked) || asked < 0)
      throw new S3Error(400, 'InvalidArgument', 'max-keys is no number from 0 on');
    const most = Math.min(asked, MOST_IN_A_PAGE);
    const isEncoded = query.get('encoding-type') === 'url';
    const write = (text: string): string => (isEncoded ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
    const page = pageOf(all, { prefix, delimiter, after, most });
    const common = [
      element('Name', this.name),
      element('Prefix', write(prefix)),
      element('MaxKeys', asked),
      element('IsTruncated', page.next !== undefined),
      ...(delimiter === '' ? [] : [element('Delimiter', write(delimiter))]),
      ...(isEncoded ? [element('EncodingType', 'url')] : []),
      ...page.commonPrefixes.map((one) => element('CommonPrefixes', [element('Prefix', write(one))])),
    ];
    return { common, write, page };
  }

  #beginUpload(request: S3Request): Answer {
    const { key } = request;
    const id = randomUUID();
    this.#uploads.set(id, { key, headers: keptOf(request), parts: new Map() });
    const result = [element('Bucket', this.name), element('Key', key), element('UploadId', id)];
    return { status: 200, xml: element('InitiateMultipartUploadResult', result) };
  }

  async #putPart(request: S3Request): Promise<Answer> {
    const number = Number(request.query.get('partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw new S3Error(400, 'InvalidArgument', 'partNumber is no number from 1 to 10000');
    this.#uploadOf(request);
    const isCopy = request.header('x-amz-copy-source') !== undefined;
    const written = await this.#files.receive(isCopy ? this.#partOfSource(request) : request.content());
    const { parts } = this.#uploadOf(request);
    const before = parts.get(number);
    parts.set(number, written);
    if (before) await this.#files.discard(before);
    const etag = `"${written.md5}"`;
    if (!isCopy) return { status: 200, headers: { etag } };
    const result = [element('ETag', etag), element('LastModified', this.#creating.next().at)];
    return { status: 200, xml: element('CopyPartResult', result) };
  }

  #partOfSource(request: S3Request): AsyncIterable<Buffer> {
    const { object, body } = this.#sourceOf(request);
    return body(rangeOf(request.header('x-amz-copy-source-range'), object.size)) as AsyncIterable<Buffer>;
  }

  async #completeUpload(request: S3Request): Promise<Answer> {
    const { key } = request;
    const named = elementsOf(await request.xml(), 'Part').map((part) => ({
      number: Number(textOf(part, 'PartNumber')),
      etag: tagsOf(textOf(part, 'ETag') ?? '')[0],
    }));
    const upload = this.#uploadOf(request);
    const parts = named.map(({ number, etag }, index) => {
      if (index > 0 && number <= (named[index - 1]?.number ?? 0))
        throw new S3Error(400, 'InvalidPartOrder', 'the parts are not in the order of their numbers');
      const part = upload.parts.get(number);
      if (!part || part.md5 !== etag)
        throw new S3Error(400, 'InvalidPart', `part ${String(number)} is not there, or another one`);
      return part;
    });
    if (parts.length === 0) throw new S3Error(400, 'MalformedXML', 'no part is named');
    const written = await this.#files.receive(this.#files.joined(parts));
    const digests = createHash('md5').update(Buffer.from(parts.map(({ md5 }) => md5).join(''), 'hex'));
    const etag = `${digests.digest('hex')}-${String(parts.length)}`;
    const object = await this.#keep({ key, written, etag, headers: upload.headers });
    await this.#forget(request);
    this.#creating.created(this, object, 'CompleteMultipartUpload', request.id);
    const result = [element('Bucket', this.name), element('Key', key), element('ETag', `"${etag}"`)];
    return { status: 200, headers: this.#versionOf(object), xml: element('CompleteMultipartUploadResult', result) };
  }

  async #abortUpload(request: S3Request): Promise<Answer> {
    this.#uploadOf(request);
    await this.#forget(request);
    return { status: 204 };
  }

  async #forget({ query }: S3Request): Promise<void> {
    const id = query.get('uploadId') ?? '';
    const parts = [...(this.#uploads.get(id)?.parts.values() ?? [])];
    this.#uploads.delete(id);
    await Promise.all(parts.map((part) => this.#files.discard(part)));
  }

  #uploadOf({ key, query }: S3Request): Upload {
    const upload = this.#uploads.get(query.get('uploadId') ?? '');
    if (upload?.key !== key) throw new S3Error(404, 'NoSuchUpload', 'there is no such upload, or it has ended');
    return upload;
  }

  #versionOf({ version }: StoredVersion): Record<string, string> {
    return this.isVersioned ? { 'x-amz-version-id': version } : {};
  }
}

const STORAGE_CLASS = element('StorageClass', 'STANDARD');

function shown({ key, at, etag, size }: StoredVersion, write: (text: string) => string): string[] {
  return [element('Key', write(key)), element('LastModified', at), element('ETag', `"${etag}"`), element('Size', size)];
}

/** What is kept beside the bytes; the framing of an upload is not of its content. */
function keptOf(request: S3Request): Record<string, string> {
  const kept = Object.fromEntries(request.headers().filter(([name]) => KEPT.test(name)));
  const { 'content-encoding': encodings = '', ...rest } = kept;
  const others = encodings.split(',').filter((encoding) => !['', 'aws-chunked'].includes(encoding.trim()));
  return others.length === 0 ? rest : { ...rest, 'content-encoding': others.join(',') };
}

/** The entity tags of a condition, without their quotes. */
function tagsOf(header: string): string[] {
  return header.split(',').map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/u, '$1'));
}

/**
 * First and last byte of what is asked for; `undefined` where it is all of it: S3 answers so also where several ranges are
 * asked for, or none can be read.
 */
function rangeOf(header: string | undefined, size: number): Range | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/u.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (start >= size || (from === '' && Number(to) === 0))
    throw new S3Error(416, 'InvalidRange', `the object has ${String(size)} bytes, and no ${header ?? ''}`);
  return { start, end };
}
