/**
 * The format of protocol buffers, in which ONNX files are written: a message is a list of numbered
 * fields. Entry types: {@link org.wingloss.model.onnx.protobuf.ProtobufMessage} writes, {@link
 * org.wingloss.model.onnx.protobuf.ProtobufFields} reads.
 */
package org.wingloss.model.onnx.protobuf;
