/** Routes, parameters and problem documents of {@code /api/v1}, and the page. */
package io.kadvisor.api.http;
