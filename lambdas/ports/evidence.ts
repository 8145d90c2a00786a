/** A picture of what a console showed. */
export interface Picture {
  tenantId: string;
  /** Of the point the guide photographs, such as `3-11-connected`; or of what went wrong. Never a secret. */
  name: string;
  /** JPEG; fields and tokens masked. */
  image: Uint8Array;
}

/**
 * Pictures of the consoles, for anyone who is asked about a migration later.
 *
 * Promises: keeps each picture under a key of its own, also one of a name that was kept before; answers the key.
 */
export interface Evidence {
  keep(picture: Picture): Promise<string>;
}
