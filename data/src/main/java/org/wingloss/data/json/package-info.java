/** Strict reading of JSON. Entry type: {@link org.wingloss.data.json.StrictJson}. */
package org.wingloss.data.json;
