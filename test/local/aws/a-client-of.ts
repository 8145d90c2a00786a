/** How a test's SDK client reaches an embedded service: its endpoint, and the credentials that the embedded S3 knows. */
export function aClientOf(endpoint: string) {
  return {
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  };
}
