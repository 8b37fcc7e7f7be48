/**
 * The format of protocol buffers, in which ONNX files are written: a message is a list of numbered
 * fields. Entry type: {@link org.wingloss.model.onnx.protobuf.ProtobufMessage}.
 */
package org.wingloss.model.onnx.protobuf;
