/** A port with some of its methods replaced; all others, also those to come, are the port's own. */
export function instead<Port extends object>(port: Port, methods: Partial<Port>): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const own: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name);
      // Bound to the port itself: its private fields are not those of what stands before it.
      return typeof own === 'function' ? (own.bind(target) as unknown) : own;
    },
  });
}
