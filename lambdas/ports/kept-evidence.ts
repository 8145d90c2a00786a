/** A picture of a console as it was kept. */
export interface KeptPicture {
  key: string;
  /** Of the point the guide photographs, such as `3-11-connected`; or of what went wrong. */
  name: string;
  /** When it was taken, UTC ISO. */
  at: string;
}

/**
 * What `Evidence` has kept, for reports.
 *
 * Promises: `of` gives the pictures of one tenant and of no other, in the order they were taken; `read` gives the bytes
 * as they were kept, or nothing for a picture whose retention has ended.
 */
export interface KeptEvidence {
  of(tenantId: string): Promise<KeptPicture[]>;
  read(key: string): Promise<Uint8Array | undefined>;
}
