/** How a test's SDK client reaches an embedded service: its endpoint, and the credentials of every client. */
export function aClientOf(endpoint: string) {
  return {
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'EMBEDDED', secretAccessKey: 'EMBEDDED' },
  };
}
