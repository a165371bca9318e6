/**
 * Flows: stages with workers of their own, joined by queues. What a task of one stage gives are items of the next, and a task may send
 * items to any stage, its own and earlier ones too. A face of the engine: each stage is a crew.
 */
package io.drover.flow;
