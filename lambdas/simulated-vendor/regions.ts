/** The regions of Vision One. */
export const REGIONS = [
  'Japan',
  'United States',
  'Germany',
  'Australia',
  'India',
  'Singapore',
  'United Arab Emirates',
  'United Kingdom',
];
