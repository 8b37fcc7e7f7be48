/**
 * The part that speaks HTTP: connections and their limits, who may ask, routes, errors as {@code
 * application/problem+json}. It knows no faces. Entry type: {@link
 * org.wingloss.serve.http.HttpListener}.
 */
package org.wingloss.serve.http;
