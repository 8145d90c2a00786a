import type { IntakeRow } from '../intake/intake-row.ts';

/** Where everybody signs in to Trend Vision One, whatever the region. */
export const SIGN_IN_URL = 'https://signin.v1.trendmicro.com/';

/** Trend Vision One's console of each data centre (vendor: KA-0015959). */
const CONSOLES: Record<IntakeRow['region'], string> = {
  Japan: 'portal.jp.xdr.trendmicro.com',
  US: 'portal.xdr.trendmicro.com',
  EU: 'portal.eu.xdr.trendmicro.com',
  UK: 'portal.uk.xdr.trendmicro.com',
  Australia: 'portal.au.xdr.trendmicro.com',
  Canada: 'portal.ca.xdr.trendmicro.com',
  India: 'portal.in.xdr.trendmicro.com',
  Singapore: 'portal.sg.xdr.trendmicro.com',
  UAE: 'portal.mea.xdr.trendmicro.com',
  'South Africa': 'portal.za.xdr.trendmicro.com',
};

export const consoleUrl = (region: IntakeRow['region']): string => `https://${CONSOLES[region]}/`;

/** Apex Central's own log-on page, where its users upgrade their accounts (guide 3-19). */
export const apexCentralUrl = (host: string): string => `https://${host}/`;
