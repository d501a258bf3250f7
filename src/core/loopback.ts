/** Whether a host name, as a URL holds it, is this machine itself. */
export const isLoopbackName = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
