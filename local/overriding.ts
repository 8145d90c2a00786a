/** A port with other methods in place of some of its own; private fields of the port stay reachable for the rest. */
export function overriding<T extends object>(port: T, methods: Partial<T>): T {
  return new Proxy(port, {
    get: (target, name) => {
      if (Reflect.has(methods, name)) return Reflect.get(methods, name) as unknown;
      const own: unknown = Reflect.get(target, name, target);
      return typeof own === 'function' ? (own.bind(target) as unknown) : own;
    },
  });
}
