/**
 * The pages for people: HTML, style sheets and modules from the class path. Entry: {@link
 * org.wingloss.serve.page.PageFiles}.
 */
package org.wingloss.serve.page;
