/** A port with some of its methods replaced; all others, also those to come, are the port's own. */
export function overrideMethods<Port extends object>(port: Port, methods: Partial<Port>): Port {
  // Methods are asked for at each call, and binding one costs more than most calls.
  const bound = new WeakMap<object, unknown>();
  return new Proxy(port, {
    get: (target, name) => {
      const own: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name);
      // Bound to the port itself: its private fields are not those of what stands before it.
      if (typeof own !== 'function') return own;
      if (!bound.has(own)) bound.set(own, own.bind(target));
      return bound.get(own);
    },
  });
}
