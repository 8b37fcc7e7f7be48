/**
 * The pages for people: HTML, style sheets and modules from the class path. Entry type: {@link
 * org.wingloss.serve.page.PageFiles}.
 */
package org.wingloss.serve.page;
