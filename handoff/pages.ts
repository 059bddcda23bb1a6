// The folder's second door: the pages of the staff, which a start does not wait for.

export { accountRoutes } from './account/account-routes.js'
export { staffFrame } from './account/staff-frame.js'
export { type Board, createBoard } from './board/board.js'
export { boardRoutes } from './board/board-routes.js'
export { customerRoutes } from './customer/customer-routes.js'
export { deskRoutes } from './desk/desk-routes.js'
export { emergencyRoutes } from './emergency/emergency-routes.js'
export { evalCaseRoutes } from './eval-case/eval-case-routes.js'
export { handbookRoutes } from './handbook/handbook-routes.js'
export { qualityRoutes } from './quality/quality-routes.js'
export { uploadRoutes } from './upload/upload-routes.js'
export { visitRoutes } from './visit/visit-routes.js'
