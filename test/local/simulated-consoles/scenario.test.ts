import { describe, expect, it } from 'vitest';
import type { TenantScenario } from '../../../lambdas/simulated-vendor/tenant-scenario.ts';
import { parseScenario } from '../../../local/simulated-consoles/scenario.ts';

const CSV = ['t-001', 't-003'];

function refused(content: unknown): [where: string, value: string | null, whatToDo: string][] {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const result = parseScenario(text, CSV);
  if (result.kind === 'scenario') throw new Error('the scenario was accepted');
  return result.problems.map(({ where, value, whatToDo }) => [where, value, whatToDo]);
}

function accepted(content: unknown): Record<string, TenantScenario> {
  const result = parseScenario(JSON.stringify(content), CSV);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems));
  return Object.fromEntries(result.scenario);
}

describe('a scenario file', () => {
  it('says what is special about a tenant', () => {
    const licence = { expiresOn: '2026-05-30', seats: 50, kind: '体験版' };
    const faults = ['TEMPORARY_PROBLEM:2', 'LATE_CODE', 'EXPIRED_LICENCE'];
    expect(accepted({ tenants: { 't-003': { faults, language: 'en', licence, updateMinutes: 27 } } })).toEqual({
      't-003': {
        faults: [{ name: 'TEMPORARY_PROBLEM', count: 2 }, { name: 'LATE_CODE' }, { name: 'EXPIRED_LICENCE' }],
        language: 'en',
        licence,
        updateMinutes: 27,
      },
    });
  });

  it.each([[{}], [{ tenants: {} }]])('may say nothing: %j', (content) => {
    expect(accepted(content)).toEqual({});
  });

  it('may leave everything about a tenant out', () => {
    expect(accepted({ tenants: { 't-001': {} } })).toEqual({ 't-001': { faults: [] } });
  });

  it('may say how late effects show: at every point, and at some of them otherwise', () => {
    const lagMinutes = { every: 5, update: 0.5, userUpgrade: 0 };
    expect(accepted({ tenants: { 't-001': { lagMinutes } } })).toEqual({ 't-001': { faults: [], lagMinutes } });
  });

  it('may say something of every tenant, which a tenant of its own name says otherwise', () => {
    const everyTenant = { faults: ['ENGLISH_CONSOLE'], lagMinutes: { every: 5 } };
    expect(accepted({ everyTenant, tenants: { 't-003': { faults: [], updateMinutes: 27 } } })).toEqual({
      't-001': { faults: [{ name: 'ENGLISH_CONSOLE' }], lagMinutes: { every: 5 } },
      't-003': { faults: [], lagMinutes: { every: 5 }, updateMinutes: 27 },
    });
  });

  it('may begin with a byte order mark, as some editors write it', () => {
    expect(parseScenario('\uFEFF{"tenants":{}}', CSV).kind).toBe('scenario');
  });

  it('may give every tenant the modern face, but for those with one of their own', () => {
    const tenants = { 't-001': { face: 'plain' }, 't-003': { faults: ['PAGED_LIST', 'OTHER_PRODUCTS:12'] } };
    expect(accepted({ everyTenant: { face: 'modern' }, tenants })).toEqual({
      't-001': { face: 'plain', faults: [] },
      't-003': { face: 'modern', faults: [{ name: 'PAGED_LIST' }, { name: 'OTHER_PRODUCTS', count: 12 }] },
    });
    expect(accepted({ everyTenant: { face: 'modern' } })).toEqual({
      't-001': { face: 'modern', faults: [] },
      't-003': { face: 'modern', faults: [] },
    });
  });

  it('is refused for a fault of modern pages at a tenant without them, because nothing would ever show it', () => {
    const faults = ['CAPTCHA', 'VIRTUAL_LIST'];
    const tenants = { 't-001': { faults }, 't-003': { faults, face: 'modern' } };
    expect(refused({ tenants })).toEqual([
      [
        'tenants.t-001.faults.1',
        '"VIRTUAL_LIST"',
        'only modern pages show VIRTUAL_LIST; add "face": "modern", or leave the fault out',
      ],
    ]);
  });

  it('is refused for a face that nobody has drawn', () => {
    expect(refused({ everyTenant: { face: 'new' }, tenants: { 't-001': { face: 2 } } })).toEqual([
      ['everyTenant.face', '"new"', 'use "plain" or "modern"'],
      ['tenants.t-001.face', '2', 'use "plain" or "modern"'],
    ]);
  });

  it('may show a licence date that no calendar has, because the guide does', () => {
    expect(accepted({ tenants: { 't-001': { licence: { expiresOn: '2024/06/31' } } } })).toEqual({
      't-001': { faults: [], licence: { expiresOn: '2024/06/31' } },
    });
  });

  it('is refused with the reason when it is no JSON', () => {
    expect(refused('{"tenants":')).toEqual([['the file', null, expect.stringMatching(/^write it as JSON;/u)]]);
  });

  it.each(['[]', '7', 'null', '"tenants"'])('is refused when it is JSON but no object: %s', (text) => {
    expect(refused(text)).toEqual([['the file', text, expect.stringContaining('give an object such as')]]);
  });

  it.each([
    ['at the top', { tenant: {} }, 'tenant', '{}'],
    ['of every tenant', { everyTenant: { fault: [] } }, 'everyTenant.fault', '[]'],
    ['of a tenant', { tenants: { 't-001': { fault: [] } } }, 'tenants.t-001.fault', '[]'],
    ['of a licence', { tenants: { 't-001': { licence: { expires: 1 } } } }, 'tenants.t-001.licence.expires', '1'],
  ])('is refused for an unknown field %s, with the fields there are', (_, content, where, value) => {
    expect(refused(content)).toEqual([
      [where, value, expect.stringMatching(/^no such field here; the fields are \w/u)],
    ]);
  });

  it('is refused for a tenant that the CSV does not have', () => {
    expect(refused({ tenants: { 't-01': {} } })).toEqual([
      ['tenants.t-01', '"t-01"', expect.stringContaining('the CSV has no tenant of this name')],
    ]);
  });

  it.each([
    ['EXPIRED', /no fault has this name; use one of EXPIRED_LICENCE, /u],
    ['expired_licence', /no fault has this name/u],
    ['', /no fault has this name/u],
    ['EXPIRED_LICENCE:2', /^EXPIRED_LICENCE takes no count; write "EXPIRED_LICENCE"$/u],
    ['WRONG_CODE_ONCE:1', /takes no count/u],
    ['LATE_SIGN_OUT:0', /^the count is the number of milliseconds, .+ write for example "LATE_SIGN_OUT:1000"$/u],
    ['TEMPORARY_PROBLEM:0', /a whole number from 1; write for example "TEMPORARY_PROBLEM:2"/u],
    ['TEMPORARY_PROBLEM:', /a whole number from 1/u],
    ['TEMPORARY_PROBLEM:-1', /a whole number from 1/u],
    ['TEMPORARY_PROBLEM:1.5', /a whole number from 1/u],
    ['TEMPORARY_PROBLEM: 2', /a whole number from 1/u],
    ['TEMPORARY_PROBLEM:2:3', /a whole number from 1/u],
    [7, /give a fault as text/u],
  ])('is refused for the fault %j', (fault, whatToDo) => {
    expect(refused({ tenants: { 't-001': { faults: [fault] } } })).toEqual([
      ['tenants.t-001.faults.0', JSON.stringify(fault), expect.stringMatching(whatToDo)],
    ]);
  });

  it('is refused for a fault that stands there twice, also with another count', () => {
    expect(refused({ tenants: { 't-001': { faults: ['LATE_CODE', 'LATE_CODE:2'] } } })).toEqual([
      ['tenants.t-001.faults.1', '"LATE_CODE:2"', 'LATE_CODE stands here twice; name it once'],
    ]);
  });

  it.each([
    ['faults', 'LATE_CODE'],
    ['language', 'de'],
    ['licence', 'expired'],
    ['updateMinutes', 0],
    ['updateMinutes', '27'],
    ['lagMinutes', 5],
  ])('is refused for %s: %j', (field, value) => {
    expect(refused({ tenants: { 't-001': { [field]: value } } })).toEqual([
      [`tenants.t-001.${field}`, JSON.stringify(value), expect.stringMatching(/^(give|use) /u)],
    ]);
  });

  it.each([
    ['expiresOn', '30.05.2026'],
    ['expiresOn', '2026-13-01'],
    ['expiresOn', '2026-05/30'],
    ['seats', 0],
    ['seats', 1.5],
    ['kind', ''],
  ])('is refused for a licence with %s: %j', (field, value) => {
    expect(refused({ tenants: { 't-001': { licence: { [field]: value } } } })).toEqual([
      [`tenants.t-001.licence.${field}`, JSON.stringify(value), expect.stringMatching(/^give /u)],
    ]);
  });

  it.each([
    ['every', -1],
    ['update', '3'],
    ['reset', 3],
  ])('is refused for a lag with %s: %j', (field, value) => {
    expect(refused({ tenants: { 't-001': { lagMinutes: { [field]: value } } } })).toEqual([
      [`tenants.t-001.lagMinutes.${field}`, JSON.stringify(value), expect.stringMatching(/^(give|no such field) /u)],
    ]);
  });

  it('gives all problems at once', () => {
    const content = {
      tenant: 1,
      tenants: {
        't-009': {},
        't-001': { faults: ['NO', 'LATE_CODE:0', 3], language: 'fr', licence: { seats: -1, sets: 1 } },
      },
    };
    expect(
      refused(content)
        .map(([where]) => where)
        .sort(),
    ).toEqual([
      'tenant',
      'tenants.t-001.faults.0',
      'tenants.t-001.faults.1',
      'tenants.t-001.faults.2',
      'tenants.t-001.language',
      'tenants.t-001.licence.seats',
      'tenants.t-001.licence.sets',
      'tenants.t-009',
    ]);
  });
});
